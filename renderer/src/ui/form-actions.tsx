// The end of a form: a problem that belongs to no field, then save and cancel.
import { Alert, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../i18n/translate';
import type { Problem } from '../../../preload/contract';
import { problemSentence } from '../words/problems';
import './ui.css';

interface FormActionsProps {
  readonly problem: Problem | null;
  /** What did not happen; "Not saved" without it. */
  readonly problemTitle?: string;
  readonly isSaving: boolean;
  readonly saveLabel: string;
  readonly cancelLabel?: string;
  readonly canSave?: boolean;
  /** Nothing here can be saved; the form is for looking. */
  readonly canOnlyLeave?: boolean;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

/** Stays in sight at the bottom of a long form. */
export function FormActions({
  problem,
  problemTitle = t('common.notSaved'),
  isSaving,
  saveLabel,
  cancelLabel = t('common.cancel'),
  canSave = true,
  canOnlyLeave = false,
  onCancel,
  children,
}: FormActionsProps) {
  return (
    <div className="form-actions">
      {problem !== null && (
        <Alert color="red" title={problemTitle} role="alert">
          {problemSentence(problem)}
        </Alert>
      )}
      <div className="form-actions-buttons">
        {!canOnlyLeave && (
          <Button type="submit" loading={isSaving} disabled={!canSave}>
            {saveLabel}
          </Button>
        )}
        <Button variant="default" onClick={onCancel}>
          {cancelLabel}
        </Button>
        {children}
      </div>
    </div>
  );
}

// The end of a form: a problem that belongs to no field, then save and cancel.
import { Alert, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../i18n/translate';
import type { Problem } from '../../../preload/contract';
import { problemSentence } from '../words/problems';
import './ui.css';

interface FormActionsProps {
  readonly problem: Problem | null;
  readonly isSaving: boolean;
  readonly saveLabel: string;
  readonly cancelLabel?: string;
  readonly canSave?: boolean;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

/** Stays in sight at the bottom of a long form. */
export function FormActions({
  problem,
  isSaving,
  saveLabel,
  cancelLabel = t('common.cancel'),
  canSave = true,
  onCancel,
  children,
}: FormActionsProps) {
  return (
    <div className="form-actions">
      {problem !== null && (
        <Alert color="red" title={t('common.notSaved')} role="alert">
          {problemSentence(problem)}
        </Alert>
      )}
      <div className="form-actions-buttons">
        <Button type="submit" loading={isSaving} disabled={!canSave}>
          {saveLabel}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {cancelLabel}
        </Button>
        {children}
      </div>
    </div>
  );
}

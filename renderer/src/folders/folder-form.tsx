// The watched folder's form, in the order in which a person decides: where, what, how grouped, how packed, what is
// sent twice, what after, how new files are noticed.
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { CredentialView, FolderView, Problem } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { LockedFields } from '../policy/locked-fields';
import { usePolicy } from '../policy/use-policy';
import { useLeaveGuard, useNavigation } from '../shell/navigation-context';
import { fieldProblem } from '../ui/field-problem';
import { FormActions } from '../ui/form-actions';
import { showDone } from '../ui/notices';
import { AfterUploadFields } from './after-upload-fields';
import { BatchingFields } from './batching-fields';
import { DuplicateFields } from './duplicate-fields';
import { FolderTest } from './folder-test';
import { checkFolder, folderDraft, folderValues, type FolderValues } from './folder-values';
import { PlaceFields } from './place-fields';
import { ProfileFields } from './profile-fields';
import { SetFields } from './set-fields';
import { WatchFields } from './watch-fields';

interface FolderFormProps {
  readonly saved: FolderView | null;
  /** What a new folder's form starts with. */
  readonly path: string | null;
  readonly credentials: readonly CredentialView[];
}

/** Saves, then returns to the list. */
export function FolderForm({ saved, path, credentials }: FolderFormProps) {
  const id = saved?.id ?? null;
  const { go, leave } = useNavigation();
  const save = useAction('folders.save');
  const lock = usePolicy().folder(id);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<FolderValues>({
    initialValues: {
      ...folderValues(saved, credentials[0]?.id ?? ''),
      ...(saved === null && path !== null && { path }),
    },
    validate: checkFolder,
    validateInputOnBlur: true,
    validateInputOnChange: ['setName', 'quietSeconds', 'maxDocuments', 'maxMegabytes', 'pollSeconds'],
  });
  useLeaveGuard(form.isDirty());

  async function submit(): Promise<void> {
    setProblem(null);
    const reply = await save.run(folderDraft(form.values, id));
    if (reply.ok) {
      showDone(t('folders.saved'));
      leave({ page: 'folders' });
      return;
    }
    const atField = fieldProblem(reply.problem, form.values);
    if (atField === null) {
      setProblem(reply.problem);
      return;
    }
    form.setErrors(atField);
    focusFirst(atField);
  }

  // The form is longer than the window: what has to be changed may be out of sight.
  function focusFirst(errors: object): void {
    const [field] = Object.keys(errors);
    if (field !== undefined) form.getInputNode(field)?.focus();
  }

  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(() => {
        void submit();
      }, focusFirst)}
    >
      <LockedFields lock={lock} thing="folder">
        <PlaceFields form={form} credentials={credentials} />
        <ProfileFields form={form} />
        <SetFields form={form} savedPath={saved?.setPolicy === 'new-per-folder' ? saved.path : null} />
        <BatchingFields form={form} />
        <DuplicateFields form={form} />
        <AfterUploadFields form={form} />
        <WatchFields form={form} tookMs={saved?.looking?.tookMs ?? null} />
      </LockedFields>
      <FolderTest
        draft={() => (form.values.path.trim() === '' ? null : folderDraft(form.values, id))}
        onNoPath={() => {
          form.setFieldError('path', t('previews.needsPath'));
          form.getInputNode('path')?.focus();
        }}
      />
      <FormActions
        problem={problem}
        isSaving={save.isRunning}
        {...(lock !== null && { cancelLabel: t('policy.backToFolders'), canOnlyLeave: true })}
        saveLabel={t('folders.save')}
        onCancel={() => {
          go({ page: 'folders' });
        }}
      />
    </form>
  );
}

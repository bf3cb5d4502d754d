// The form inside the dialog for dropped documents.
import { Alert, NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import type { CredentialView, FilesPreview, FolderView, HandedOver, Problem } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { FilesPreviewList } from '../previews/files-preview';
import { Fold } from '../ui/fold';
import { FormActions } from '../ui/form-actions';
import { showDone } from '../ui/notices';
import { fieldProblem } from '../ui/field-problem';
import { problemSentence } from '../words/problems';
import { DropProfileFields } from './drop-profile-fields';
import { DropSetFields } from './drop-set-fields';
import { checkDrop, dropProfile, dropSet, dropValues, type DropInto, type DropValues } from './drop-values';

interface DropFormProps {
  readonly handed: HandedOver;
  readonly into: DropInto | null;
  readonly credentials: readonly CredentialView[];
  readonly folders: readonly FolderView[];
  readonly isSending: boolean;
  readonly setSending: (isSending: boolean) => void;
  readonly close: () => void;
}

/** Looks at the files again whenever what is allowed changes. */
export function DropForm({ handed, into: wanted, credentials, folders, isSending, setSending, close }: DropFormProps) {
  const send = useAction('drops.send');
  // A set whose credential is gone cannot take anything any more.
  const into = credentials.some(({ id }) => id === wanted?.credentialId) ? wanted : null;
  const form = useForm<DropValues>({
    initialValues: dropValues(folders, credentials[0]?.id ?? '', into),
    validate: checkDrop,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const { found, lookProblem } = useInspection(handed.token, form.values);
  const count = found?.counts.taken ?? 0;

  async function submit(): Promise<void> {
    setProblem(null);
    setSending(true);
    const { token } = handed;
    const reply = await send.run({ token, profile: dropProfile(form.values), set: dropSet(form.values) });
    setSending(false);
    if (!reply.ok) {
      const atField = fieldProblem(reply.problem, form.values);
      if (atField === null) setProblem(reply.problem);
      else form.setErrors(atField);
      return;
    }
    if (reply.value.kind === 'nothing-to-send') {
      setProblem({ code: 'failed', detail: t('drops.nothingToSend') });
      return;
    }
    if (reply.value.kind === 'discarded') showDone(t('drops.discarded'));
    else {
      const { files, leftOut } = reply.value;
      const left = leftOut === 0 ? '' : ` ${t('drops.sentLeftOut', { count: leftOut })}`;
      showDone(`${t('drops.sent', { count: files })}${left}`);
    }
    close();
  }

  return (
    <form
      className="form-fields"
      noValidate
      onSubmit={form.onSubmit(() => {
        void submit();
      })}
    >
      {lookProblem !== null && (
        <Alert color="red" role="alert" title={t('drops.notLooked')}>
          {problemSentence(lookProblem)}
        </Alert>
      )}
      {found !== null && <FilesPreviewList preview={found} place="drop" />}
      {found === null && lookProblem === null && <p className="preview-note">{t('drops.looking')}</p>}
      <NativeSelect
        label={t('drops.credential')}
        description={t('drops.credentialHelp')}
        data={credentials.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('credentialId')}
        onChange={(event) => {
          form.setFieldValue('credentialId', event.currentTarget.value);
          // A set belongs to one credential.
          if (form.values.setChoice.startsWith('known-')) form.setFieldValue('setChoice', 'none');
        }}
      />
      <DropSetFields
        form={form}
        into={into}
        credentialName={credentials.find(({ id }) => id === form.values.credentialId)?.name ?? ''}
      />
      <Fold summary={t('drops.more')}>
        <DropProfileFields form={form} />
      </Fold>
      <FormActions
        problem={problem}
        problemTitle={t('drops.notSent')}
        isSaving={isSending}
        saveLabel={count === 0 ? t('drops.sendNothing') : t('drops.send', { count })}
        cancelLabel={t('drops.cancel')}
        canSave={found === null || count > 0 || found.isCutOff}
        onCancel={close}
      />
    </form>
  );
}

/** What is in it, or why nobody knows; both null while that is being looked at. */
function useInspection(
  token: string,
  { otherImages, maxMegabytes }: DropValues,
): { readonly found: FilesPreview | null; readonly lookProblem: Problem | null } {
  const { run } = useAction('drops.inspect');
  const [found, setFound] = useState<FilesPreview | null>(null);
  const [lookProblem, setLookProblem] = useState<Problem | null>(null);
  const limit = Number(maxMegabytes);
  useEffect(() => {
    if (!Number.isInteger(limit) || limit < 1) return;
    let isAsked = true;
    void run({ token, otherImages, maxMegabytes: limit }).then((reply) => {
      if (!isAsked) return;
      setLookProblem(reply.ok ? null : reply.problem);
      if (reply.ok && reply.value.kind === 'looked') setFound(reply.value);
    });
    return () => {
      isAsked = false;
    };
  }, [run, token, otherImages, limit]);
  return { found, lookProblem };
}

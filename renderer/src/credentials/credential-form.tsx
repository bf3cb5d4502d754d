// The credential's form: where, as whom, and with which secrets. Secrets go in and never come back.
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { CredentialView, Problem } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { useLeaveGuard, useNavigation } from '../shell/navigation-context';
import { fieldProblem } from '../ui/field-problem';
import { FormActions } from '../ui/form-actions';
import { showDone } from '../ui/notices';
import { AccountFields } from './account-fields';
import { CredentialTestButton } from './credential-test-button';
import { checkCredential, credentialDraft, credentialValues, type CredentialValues } from './credential-values';
import { InDoubtFields } from './in-doubt-fields';
import { ServerFields } from './server-fields';
import { TokenFields } from './token-fields';

const nothingSaved = { password: 'missing', token: 'missing' } as const;

/** Saves, then returns to the list. */
export function CredentialForm({ saved }: { readonly saved: CredentialView | null }) {
  const id = saved?.id ?? null;
  const { go, leave } = useNavigation();
  const save = useAction('credentials.save');
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<CredentialValues>({
    initialValues: credentialValues(saved),
    validate: (values) => checkCredential(values, saved ?? nothingSaved),
    validateInputOnBlur: ['baseUrl'],
  });
  useLeaveGuard(form.isDirty());

  async function submit(): Promise<void> {
    setProblem(null);
    const reply = await save.run(credentialDraft(form.values, id));
    if (reply.ok) {
      showDone(t('credentials.saved', { name: reply.value.name }));
      leave({ page: 'credentials' });
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
      <ServerFields form={form} />
      <AccountFields form={form} password={saved?.password ?? 'missing'} />
      <TokenFields form={form} token={saved?.token ?? 'missing'} />
      <InDoubtFields form={form} />
      <CredentialTestButton draft={() => (form.validate().hasErrors ? null : credentialDraft(form.values, id))} />
      <FormActions
        problem={problem}
        isSaving={save.isRunning}
        saveLabel={t('credentials.save')}
        onCancel={() => {
          go({ page: 'credentials' });
        }}
      />
    </form>
  );
}

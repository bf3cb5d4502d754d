// The credential's form: where, as whom, and with which secrets. Secrets go in and never come back.
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { CredentialDraft, CredentialView, Problem } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { LockedFields } from '../policy/locked-fields';
import { usePolicy } from '../policy/use-policy';
import { useLeaveGuard, useNavigation } from '../shell/navigation-context';
import { fieldProblem } from '../ui/field-problem';
import { FormActions } from '../ui/form-actions';
import { showDone } from '../ui/notices';
import { Panel } from '../ui/panel';
import { AccountFields } from './account-fields';
import { CredentialTestButton } from './credential-test-button';
import { checkCredential, credentialDraft, credentialValues, type CredentialValues } from './credential-values';
import { InDoubtFields } from './in-doubt-fields';
import { ProxyFields } from './proxy-fields';
import { ServerFields } from './server-fields';
import { TokenFields } from './token-fields';
import { TrustFields } from './trust-fields';

const nothingSaved = { password: 'missing', token: 'missing', trust: { kind: 'system' } } as const;

/** Saves, then returns to the list. */
export function CredentialForm({ saved }: { readonly saved: CredentialView | null }) {
  const id = saved?.id ?? null;
  const { go, leave } = useNavigation();
  const save = useAction('credentials.save');
  const lock = usePolicy().credential(id);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<CredentialValues>({
    initialValues: credentialValues(saved),
    validate: (values) => checkCredential(values, saved ?? nothingSaved),
    validateInputOnBlur: ['baseUrl'],
  });
  useLeaveGuard(form.isDirty());

  /** A pin that is still to be seen must not keep the test from showing it. */
  function toTest(): CredentialDraft | null {
    const isPinOpen = form.values.trust === 'pinned' && form.values.pin === '';
    const errors = form.validate().errors;
    const others = Object.keys(errors).filter((field) => !(isPinOpen && (field === 'trust' || field === 'password')));
    if (others.length > 0 || !hasPassword()) return null;
    return credentialDraft(isPinOpen ? { ...form.values, trust: 'system' } : form.values, id);
  }

  function hasPassword(): boolean {
    return form.values.password !== '' || (saved?.password ?? 'missing') !== 'missing';
  }

  function pin(fingerprint: string): void {
    form.setFieldValue('trust', 'pinned');
    form.setFieldValue('pin', fingerprint);
  }

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
      <LockedFields lock={lock} thing="credential">
        <ServerFields form={form} />
        <AccountFields form={form} password={saved?.password ?? 'missing'} />
        <TokenFields form={form} token={saved?.token ?? 'missing'} />
        <Panel title={t('credentials.network.title')}>
          <TrustFields form={form} />
          <ProxyFields form={form} password={saved?.proxyPassword ?? 'missing'} />
        </Panel>
        <InDoubtFields form={form} />
        <CredentialTestButton draft={toTest} onTrust={pin} />
      </LockedFields>
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

// The form of one credential: where, as whom, and with which secrets.
import { Button, Checkbox, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import type { SubmitEvent } from 'react';
import type { CredentialView, SecretKeeping } from '../../../preload/contract';
import { hrefOf } from '../shell/routes';
import { BackLink } from '../ui/back-link';
import { confirm } from '../ui/confirm';
import { FormSection } from '../ui/form-section';
import { PageHeader } from '../ui/page-header';
import { secretKeepings } from '../words/states';
import { needsConsent } from './credential-values';
import { TestResult } from './test-result';
import { useCredentialForm } from './use-credential-form';

export function CredentialForm({ saved }: { readonly saved: CredentialView | null }) {
  const { form, test, problem, isSaving, isTesting, save, runTest, remove } = useCredentialForm(saved);
  const isPasted = form.values.tokenMode === 'pasted';
  const askRemove = () =>
    confirm(
      {
        title: `Delete the credential ${saved?.name ?? ''}?`,
        text: 'Its password and token are deleted from this computer. What was delivered stays recorded.',
        yes: 'Delete credential',
        isDangerous: true,
      },
      () => void remove(),
    );
  return (
    <>
      <BackLink href={hrefOf('credentials')} to="Credentials" />
      <PageHeader title={saved === null ? 'Add credential' : saved.name} />
      <form
        className="panel"
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormSection title="Server" about="You find the address in the browser when you work in KlearStack.">
          <TextInput
            label="Name"
            description="How this credential is called in Batchdrop."
            placeholder="Acme production"
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Base URL"
            description="The address of the server, without anything after the host name."
            placeholder="https://app.klearstack.com"
            inputMode="url"
            spellCheck={false}
            {...form.getInputProps('baseUrl')}
          />
          {(needsConsent(form.values.baseUrl) || form.values.allowPlainHttp) && (
            <Checkbox
              label="Send the password unencrypted to this address"
              description="Anyone on the way to this server can read it. Do this only in a network that you trust."
              {...form.getInputProps('allowPlainHttp', { type: 'checkbox' })}
            />
          )}
        </FormSection>
        <FormSection title="Account" about="What you enter here is kept on this computer and sent to this server only.">
          <TextInput label="Company name" autoComplete="off" {...form.getInputProps('companyName')} />
          <TextInput label="Username" autoComplete="off" spellCheck={false} {...form.getInputProps('username')} />
          <PasswordInput
            label="Password"
            placeholder={placeholderOf(saved?.password)}
            description={keepingOf(saved?.password)}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
        </FormSection>
        <FormSection title="Token" about="Each upload carries a token that tells the server who sends it.">
          <Radio.Group label="Token mode" {...form.getInputProps('tokenMode')}>
            <Stack gap="xs" mt="xs">
              <Radio
                value="automatic"
                label="Automatic"
                description="Fetched with username and password, renewed before it runs out."
              />
              <Radio value="pasted" label="Pasted" description="You paste a token and renew it yourself." />
            </Stack>
          </Radio.Group>
          {isPasted && (
            <PasswordInput
              label="Token"
              placeholder={placeholderOf(saved?.token)}
              description={keepingOf(saved?.token)}
              autoComplete="off"
              {...form.getInputProps('token')}
            />
          )}
        </FormSection>
        <div className="form-actions">
          {problem !== null && (
            <p className="form-problem" role="alert">
              {problem}
            </p>
          )}
          <div role="status" style={{ flexBasis: test === null ? 'auto' : '100%' }}>
            {test !== null && <TestResult test={test} />}
          </div>
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
          <Button variant="default" loading={isTesting} onClick={() => void runTest()}>
            Test
          </Button>
          <Button variant="subtle" color="gray" component="a" href={hrefOf('credentials')}>
            Cancel
          </Button>
          {saved !== null && (
            <Button className="form-actions-far" variant="subtle" color="red.8" onClick={askRemove}>
              Delete
            </Button>
          )}
        </div>
      </form>
    </>
  );
}

function placeholderOf(keeping: SecretKeeping | undefined): string {
  return keeping === undefined || keeping === 'missing' ? '' : 'Saved. Leave empty to keep it.';
}

function keepingOf(keeping: SecretKeeping | undefined): string | undefined {
  return keeping === undefined || keeping === 'missing' ? undefined : `${secretKeepings[keeping]}.`;
}

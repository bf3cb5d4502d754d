// Who delivers, with which password.
import { PasswordInput, TextInput } from '@mantine/core';
import type { SecretKeeping } from '../../../preload/contract';
import { FieldRow } from '../ui/field-row';
import { Panel } from '../ui/panel';
import { credentialHelp } from '../words/credential-help';
import type { FormPart } from './form-part';

/** The password is only written, never read: a saved one shows as a placeholder. */
export function AccountFields({ form, password }: FormPart & { readonly password: SecretKeeping }) {
  const isSaved = password !== 'missing';
  return (
    <Panel title="Account">
      <div className="form-fields">
        <FieldRow>
          <TextInput
            label="Company name"
            description={credentialHelp.companyName}
            autoComplete="off"
            withAsterisk
            {...form.getInputProps('companyName')}
          />
          <TextInput
            label="Username"
            description={credentialHelp.username}
            autoComplete="off"
            spellCheck={false}
            withAsterisk
            {...form.getInputProps('username')}
          />
        </FieldRow>
        <PasswordInput
          label="Password"
          description={credentialHelp.password}
          placeholder={isSaved ? credentialHelp.passwordSaved : ''}
          autoComplete="new-password"
          withAsterisk={!isSaved}
          {...form.getInputProps('password')}
        />
      </div>
    </Panel>
  );
}

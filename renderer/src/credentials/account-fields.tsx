// Who delivers, with which password.
import { PasswordInput, TextInput } from '@mantine/core';
import type { SecretKeeping } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { FieldRow } from '../ui/field-row';
import { Panel } from '../ui/panel';
import { credentialHelp } from '../words/credential-help';
import type { FormPart } from './form-part';

/** The password is only written, never read: a saved one shows as a placeholder. */
export function AccountFields({ form, password }: FormPart & { readonly password: SecretKeeping }) {
  const isSaved = password !== 'missing';
  return (
    <Panel title={t('credentials.form.account')}>
      <div className="form-fields">
        <FieldRow>
          <TextInput
            label={t('credentials.form.companyName')}
            description={credentialHelp.companyName}
            autoComplete="off"
            withAsterisk
            {...form.getInputProps('companyName')}
          />
          <TextInput
            label={t('credentials.form.username')}
            description={credentialHelp.username}
            autoComplete="off"
            spellCheck={false}
            withAsterisk
            {...form.getInputProps('username')}
          />
        </FieldRow>
        <PasswordInput
          label={t('credentials.form.password')}
          description={credentialHelp.password}
          placeholder={isSaved ? credentialHelp.passwordSaved : ''}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('credentials.form.showPassword') }}
          withAsterisk={!isSaved}
          {...form.getInputProps('password')}
        />
      </div>
    </Panel>
  );
}

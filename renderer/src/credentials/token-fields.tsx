// Where the access token comes from.
import { PasswordInput, Radio, Stack } from '@mantine/core';
import type { SecretKeeping } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { credentialHelp } from '../words/credential-help';
import type { FormPart } from './form-part';

/** A pasted token is a secret like the password: written, never read. */
export function TokenFields({ form, token }: FormPart & { readonly token: SecretKeeping }) {
  const isSaved = token !== 'missing';
  return (
    <Panel title={t('credentials.form.accessToken')}>
      <div className="form-fields">
        <Radio.Group label={t('credentials.form.tokenMode')} {...form.getInputProps('tokenMode')}>
          <Stack gap="xs" mt="xs">
            <Radio
              value="automatic"
              label={t('credentials.form.tokenModes.automatic')}
              description={credentialHelp.automatic}
            />
            <Radio value="pasted" label={t('credentials.form.tokenModes.pasted')} description={credentialHelp.pasted} />
          </Stack>
        </Radio.Group>
        {form.values.tokenMode === 'pasted' && (
          <PasswordInput
            label={t('credentials.form.token')}
            description={credentialHelp.token}
            placeholder={isSaved ? credentialHelp.passwordSaved : ''}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('credentials.form.showToken') }}
            withAsterisk={!isSaved}
            {...form.getInputProps('token')}
          />
        )}
      </div>
    </Panel>
  );
}

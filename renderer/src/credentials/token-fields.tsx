// Where the access token comes from.
import { PasswordInput, Radio, Stack } from '@mantine/core';
import type { SecretKeeping } from '../../../preload/contract';
import { Panel } from '../ui/panel';
import { credentialHelp } from '../words/credential-help';
import type { FormPart } from './form-part';

/** A pasted token is a secret like the password: written, never read. */
export function TokenFields({ form, token }: FormPart & { readonly token: SecretKeeping }) {
  const isSaved = token !== 'missing';
  return (
    <Panel title="Access token">
      <div className="form-fields">
        <Radio.Group label="Token mode" {...form.getInputProps('tokenMode')}>
          <Stack gap="xs" mt="xs">
            <Radio value="automatic" label="Automatic" description={credentialHelp.automatic} />
            <Radio value="pasted" label="Pasted" description={credentialHelp.pasted} />
          </Stack>
        </Radio.Group>
        {form.values.tokenMode === 'pasted' && (
          <PasswordInput
            label="Token"
            description={credentialHelp.token}
            placeholder={isSaved ? credentialHelp.passwordSaved : ''}
            autoComplete="off"
            withAsterisk={!isSaved}
            {...form.getInputProps('token')}
          />
        )}
      </div>
    </Panel>
  );
}

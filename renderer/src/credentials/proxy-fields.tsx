// How the server is reached: as the system says, directly, or by a proxy of the credential's own.
import { NumberInput, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import type { SecretKeeping } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { FieldRow } from '../ui/field-row';
import { credentialHelp } from '../words/credential-help';
import type { FormPart } from './form-part';

const kinds = ['system', 'none', 'manual'] as const;

/** The proxy's password is a secret like the others: written, never read. */
export function ProxyFields({ form, password }: FormPart & { readonly password: SecretKeeping }) {
  return (
    <div className="form-fields network-part">
      <Radio.Group label={t('credentials.network.proxy')} {...form.getInputProps('proxy')}>
        <Stack gap="xs" mt="sm">
          {kinds.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={t(`credentials.network.proxies.${kind}`)}
              description={t(`credentials.network.proxyHelps.${kind}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {form.values.proxy === 'manual' && (
        <>
          <FieldRow>
            <TextInput
              label={t('credentials.network.proxyHost')}
              spellCheck={false}
              autoComplete="off"
              withAsterisk
              {...form.getInputProps('proxyHost')}
            />
            <NumberInput
              label={t('credentials.network.proxyPort')}
              min={1}
              max={65_535}
              allowDecimal={false}
              hideControls
              withAsterisk
              {...form.getInputProps('proxyPort')}
            />
          </FieldRow>
          <FieldRow>
            <TextInput
              label={t('credentials.network.proxyUsername')}
              description={t('credentials.network.proxyLoginHelp')}
              spellCheck={false}
              autoComplete="off"
              {...form.getInputProps('proxyUsername')}
            />
            <PasswordInput
              label={t('credentials.network.proxyPassword')}
              description={credentialHelp.password}
              placeholder={password === 'missing' ? '' : credentialHelp.passwordSaved}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': t('credentials.network.showProxyPassword') }}
              {...form.getInputProps('proxyPassword')}
            />
          </FieldRow>
        </>
      )}
    </div>
  );
}

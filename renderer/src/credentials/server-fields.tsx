// Which server, under which name.
import { Checkbox, TextInput } from '@mantine/core';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { credentialHelp } from '../words/credential-help';
import { isPlainHttp } from './credential-values';
import type { FormPart } from './form-part';

/** An address that would send the password unencrypted needs a tick. */
export function ServerFields({ form }: FormPart) {
  return (
    <Panel title={t('credentials.form.server')}>
      <div className="form-fields">
        <TextInput
          label={t('credentials.form.name')}
          description={credentialHelp.name}
          withAsterisk
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('credentials.form.baseUrl')}
          description={credentialHelp.baseUrl}
          placeholder="https://"
          inputMode="url"
          spellCheck={false}
          withAsterisk
          {...form.getInputProps('baseUrl')}
        />
        {isPlainHttp(form.values.baseUrl) && (
          <div className="plain-http" role="group" aria-label={t('credentials.form.plainHttpTitle')}>
            <p>
              <strong>{t('credentials.form.plainHttpLead')}</strong> {t('credentials.form.plainHttp')}
            </p>
            <Checkbox
              label={t('credentials.form.allowPlainHttp')}
              {...form.getInputProps('allowPlainHttp', { type: 'checkbox' })}
            />
          </div>
        )}
      </div>
    </Panel>
  );
}

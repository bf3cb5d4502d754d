// Which server, under which name.
import { TextInput } from '@mantine/core';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { credentialHelp } from '../words/credential-help';
import type { FormPart } from './form-part';

/** An address that would send the password unencrypted is refused. */
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
      </div>
    </Panel>
  );
}

// Which server, under which name.
import { Checkbox, TextInput } from '@mantine/core';
import { Panel } from '../ui/panel';
import { credentialHelp, plainHttpWarning } from '../words/credential-help';
import { isPlainHttp } from './credential-values';
import type { FormPart } from './form-part';

/** An address that would send the password unencrypted needs a tick. */
export function ServerFields({ form }: FormPart) {
  return (
    <Panel title="Server">
      <div className="form-fields">
        <TextInput label="Name" description={credentialHelp.name} withAsterisk {...form.getInputProps('name')} />
        <TextInput
          label="Base URL"
          description={credentialHelp.baseUrl}
          placeholder="https://"
          inputMode="url"
          spellCheck={false}
          withAsterisk
          {...form.getInputProps('baseUrl')}
        />
        {isPlainHttp(form.values.baseUrl) && (
          <div className="plain-http" role="group" aria-label="Not encrypted">
            <p>
              <strong>Not encrypted.</strong> {plainHttpWarning}
            </p>
            <Checkbox
              label="Send the password unencrypted to this address"
              {...form.getInputProps('allowPlainHttp', { type: 'checkbox' })}
            />
          </div>
        )}
      </div>
    </Panel>
  );
}

// What follows when nobody can tell whether a batch arrived.
import { Radio, Stack } from '@mantine/core';
import { inDoubtRules } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { credentialHelp, inDoubtRuleNames } from '../words/credential-help';
import type { FormPart } from './form-part';

/** Asking is the default: only a person can look whether the batch is at the server. */
export function InDoubtFields({ form }: FormPart) {
  return (
    <Panel title={t('credentials.form.inDoubtTitle')}>
      <Radio.Group
        label={t('credentials.form.inDoubt')}
        description={credentialHelp.inDoubt}
        {...form.getInputProps('inDoubt')}
      >
        <Stack gap="xs" mt="sm">
          {inDoubtRules.map((rule) => (
            <Radio
              key={rule}
              value={rule}
              label={inDoubtRuleNames[rule].label}
              description={inDoubtRuleNames[rule].help}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Panel>
  );
}

// What happens to a document whose content was sent before.
import { Radio, Stack } from '@mantine/core';
import { duplicateRules } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { duplicateRuleNames, folderHelp } from '../words/profile';
import type { FormPart } from './form-part';

/** Asking is the default: an invoice that goes out twice may be paid twice. */
export function DuplicateFields({ form }: FormPart) {
  return (
    <Panel title={t('folders.form.duplicates')}>
      <Radio.Group
        label={t('folders.form.duplicateRule')}
        description={folderHelp.duplicates}
        {...form.getInputProps('duplicates')}
      >
        <Stack gap="xs" mt="sm">
          {duplicateRules.map((rule) => (
            <Radio
              key={rule}
              value={rule}
              label={duplicateRuleNames[rule].label}
              description={duplicateRuleNames[rule].help}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Panel>
  );
}

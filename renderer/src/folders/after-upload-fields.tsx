// What happens to the originals after the server has confirmed them.
import { Radio, Stack } from '@mantine/core';
import { afterUploadActions } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { afterUploadNames, folderHelp } from '../words/profile';
import type { FormPart } from './form-part';

/** Leaving them is the default: nothing in the folder changes. */
export function AfterUploadFields({ form }: FormPart) {
  return (
    <Panel title={t('folders.form.afterUpload')}>
      <Radio.Group
        label={t('folders.form.original')}
        description={folderHelp.afterUpload}
        {...form.getInputProps('afterUpload')}
      >
        <Stack gap="xs" mt="sm">
          {afterUploadActions.map((action) => (
            <Radio
              key={action}
              value={action}
              label={afterUploadNames[action].label}
              description={afterUploadNames[action].help}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Panel>
  );
}

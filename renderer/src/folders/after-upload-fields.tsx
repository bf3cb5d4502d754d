// What happens to the originals after the server has confirmed them.
import { Radio, Stack } from '@mantine/core';
import { afterUploadActions } from '../../../preload/contract';
import { Panel } from '../ui/panel';
import { afterUploadNames, folderHelp } from '../words/profile';
import type { FormPart } from './form-part';

/** Leaving them is the default: nothing in the folder changes. */
export function AfterUploadFields({ form }: FormPart) {
  return (
    <Panel title="After upload">
      <Radio.Group
        label="The original file"
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

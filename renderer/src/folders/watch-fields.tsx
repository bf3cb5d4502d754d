// How changes in the folder are noticed between scans.
import { NumberInput, Radio, Stack } from '@mantine/core';
import { watchModes } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { limits } from './folder-values';
import type { FormPart } from './form-part';

/** The seconds count for both: automatic turns to polling on a network drive. */
export function WatchFields({ form }: FormPart) {
  return (
    <Panel title={t('folders.form.watch.title')}>
      <div className="form-fields">
        <Radio.Group label={t('folders.form.watch.mode')} {...form.getInputProps('watchMode')}>
          <Stack gap="xs" mt="sm">
            {watchModes.map((mode) => (
              <Radio
                key={mode}
                value={mode}
                label={t(`folders.form.watch.modes.${mode}.label`)}
                description={t(`folders.form.watch.modes.${mode}.help`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <NumberInput
          label={t('folders.form.watch.pollSeconds')}
          description={t('folders.form.watch.pollHelp')}
          allowDecimal={false}
          {...limits.pollSeconds}
          clampBehavior="none"
          {...form.getInputProps('pollSeconds')}
        />
      </div>
    </Panel>
  );
}

// How changes in the folder are noticed between scans, and what looking costs where it was looked before.
import { NumberInput, Radio, Stack } from '@mantine/core';
import { rescanSeconds, watchModes } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { lookingPlanWords } from '../words/watching';
import { limits } from './folder-values';
import type { FormPart } from './form-part';

interface WatchFieldsProps extends FormPart {
  /** How long a look at the saved folder takes, in milliseconds; null when it was not looked at. */
  readonly tookMs: number | null;
}

/** The seconds count for both: automatic turns to polling on a network drive. */
export function WatchFields({ form, tookMs }: WatchFieldsProps) {
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
          description={t('folders.form.watch.pollHelp', { minutes: rescanSeconds / 60 })}
          allowDecimal={false}
          {...limits.pollSeconds}
          clampBehavior="none"
          {...form.getInputProps('pollSeconds')}
        />
        {tookMs !== null && <LookingPlan seconds={Number(form.values.pollSeconds)} tookMs={tookMs} />}
      </div>
    </Panel>
  );
}

/** Follows what is typed; nothing while that is no interval. */
function LookingPlan({ seconds, tookMs }: { readonly seconds: number; readonly tookMs: number }) {
  const { min, max } = limits.pollSeconds;
  if (!(seconds >= min && seconds <= max)) return null;
  const { sentence, isTooMuch } = lookingPlanWords(seconds, tookMs);
  return (
    <p className="looking-plan" data-too-much={isTooMuch || undefined}>
      {sentence}
    </p>
  );
}

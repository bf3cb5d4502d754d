// How many uploads at a time, how fast, and at which hours.
import { NumberInput, Switch } from '@mantine/core';
import { uploadBounds } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { FieldHelp } from '../policy/lock-mark';
import { lockedInput, lockedSwitch } from '../policy/locked-props';
import { usePolicy } from '../policy/use-policy';
import { FieldRow } from '../ui/field-row';
import { Panel } from '../ui/panel';
import type { FormPart } from './form-part';
import { Timetable } from './timetable';

/** Limits of all uploads together. */
export function SendingFields({ form }: FormPart) {
  const { setting } = usePolicy();
  const [speed, week] = [setting('bytesPerSecond'), setting('timetable')];
  const { isLimited, hasTimetable, timetable } = form.values;
  const places = { ...uploadBounds.places, allowDecimal: false } as const;
  return (
    <Panel title={t('settings.sending.title')}>
      <div className="form-fields">
        <FieldRow>
          <NumberInput
            label={t('settings.sending.places')}
            description={<FieldHelp lock={setting('places')}>{t('settings.sending.placesHelp')}</FieldHelp>}
            {...lockedInput(setting('places'))}
            {...places}
            {...form.getInputProps('places')}
          />
          <NumberInput
            label={t('settings.sending.placesPerCredential')}
            description={
              <FieldHelp lock={setting('placesPerCredential')}>
                {t('settings.sending.placesPerCredentialHelp')}
              </FieldHelp>
            }
            {...lockedInput(setting('placesPerCredential'))}
            {...places}
            {...form.getInputProps('placesPerCredential')}
          />
        </FieldRow>
        <Switch
          label={t('settings.sending.limit')}
          description={<FieldHelp lock={speed}>{t('settings.sending.limitHelp')}</FieldHelp>}
          {...(speed !== null && lockedSwitch)}
          {...form.getInputProps('isLimited', { type: 'checkbox' })}
        />
        {isLimited && (
          <NumberInput
            label={t('settings.sending.speed')}
            {...(speed !== null && { ...lockedInput(speed), description: <FieldHelp lock={speed} /> })}
            className="settings-short settings-inner"
            min={1}
            allowDecimal={false}
            {...form.getInputProps('kilobytesPerSecond')}
          />
        )}
        <Switch
          label={t('settings.sending.timetable')}
          description={<FieldHelp lock={week}>{t('settings.sending.timetableHelp')}</FieldHelp>}
          {...(week !== null && lockedSwitch)}
          {...form.getInputProps('hasTimetable', { type: 'checkbox' })}
        />
        {hasTimetable && (
          <div className="settings-inner">
            <Timetable
              rules={timetable}
              isLocked={week !== null}
              onChange={(rules) => {
                form.setFieldValue('timetable', rules);
              }}
            />
            <p className="settings-help">{t('settings.sending.limitInTimetable')}</p>
          </div>
        )}
        <Switch
          label={t('settings.sending.metered')}
          description={<FieldHelp lock={setting('pauseOnMetered')}>{t('settings.sending.meteredHelp')}</FieldHelp>}
          {...(setting('pauseOnMetered') !== null && lockedSwitch)}
          {...form.getInputProps('pauseOnMetered', { type: 'checkbox' })}
        />
      </div>
    </Panel>
  );
}

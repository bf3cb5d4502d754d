// How many uploads at a time, how fast, and at which hours.
import { NumberInput, Switch } from '@mantine/core';
import { uploadBounds } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { FieldRow } from '../ui/field-row';
import { Panel } from '../ui/panel';
import type { FormPart } from './form-part';
import { Timetable } from './timetable';

/** Limits of all uploads together. */
export function SendingFields({ form }: FormPart) {
  const { isLimited, hasTimetable, timetable } = form.values;
  const places = { ...uploadBounds.places, allowDecimal: false } as const;
  return (
    <Panel title={t('settings.sending.title')}>
      <div className="form-fields">
        <FieldRow>
          <NumberInput
            label={t('settings.sending.places')}
            description={t('settings.sending.placesHelp')}
            {...places}
            {...form.getInputProps('places')}
          />
          <NumberInput
            label={t('settings.sending.placesPerCredential')}
            description={t('settings.sending.placesPerCredentialHelp')}
            {...places}
            {...form.getInputProps('placesPerCredential')}
          />
        </FieldRow>
        <Switch
          label={t('settings.sending.limit')}
          description={t('settings.sending.limitHelp')}
          {...form.getInputProps('isLimited', { type: 'checkbox' })}
        />
        {isLimited && (
          <NumberInput
            label={t('settings.sending.speed')}
            className="settings-short settings-inner"
            min={1}
            allowDecimal={false}
            {...form.getInputProps('kilobytesPerSecond')}
          />
        )}
        <Switch
          label={t('settings.sending.timetable')}
          description={t('settings.sending.timetableHelp')}
          {...form.getInputProps('hasTimetable', { type: 'checkbox' })}
        />
        {hasTimetable && (
          <div className="settings-inner">
            <Timetable
              rules={timetable}
              onChange={(rules) => {
                form.setFieldValue('timetable', rules);
              }}
            />
            <p className="settings-help">{t('settings.sending.limitInTimetable')}</p>
          </div>
        )}
        <Switch
          label={t('settings.sending.metered')}
          description={t('settings.sending.meteredHelp')}
          {...form.getInputProps('pauseOnMetered', { type: 'checkbox' })}
        />
      </div>
    </Panel>
  );
}

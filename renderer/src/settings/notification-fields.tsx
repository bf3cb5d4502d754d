// What the desktop's notifications say, and when they keep quiet.
import { Switch, TextInput } from '@mantine/core';
import { t } from '../i18n/translate';
import { FieldRow } from '../ui/field-row';
import { Panel } from '../ui/panel';
import type { FormPart } from './form-part';

/** Two kinds, and quiet hours that may go over midnight. */
export function NotificationFields({ form }: FormPart) {
  return (
    <Panel title={t('settings.notifications.title')}>
      <div className="form-fields">
        <Switch
          label={t('settings.notifications.deliveries')}
          description={t('settings.notifications.deliveriesHelp')}
          {...form.getInputProps('tellDeliveries', { type: 'checkbox' })}
        />
        <Switch
          label={t('settings.notifications.problems')}
          description={t('settings.notifications.problemsHelp')}
          {...form.getInputProps('tellProblems', { type: 'checkbox' })}
        />
        <fieldset className="settings-group">
          <legend>{t('settings.notifications.quiet')}</legend>
          <p className="settings-help">{t('settings.notifications.quietHelp')}</p>
          <FieldRow>
            <TextInput type="time" label={t('settings.notifications.quietFrom')} {...form.getInputProps('quietFrom')} />
            <TextInput type="time" label={t('settings.notifications.quietTo')} {...form.getInputProps('quietTo')} />
          </FieldRow>
        </fieldset>
      </div>
    </Panel>
  );
}

// Language, start at login, what closing the window does.
import { Alert, NativeSelect, Switch } from '@mantine/core';
import type { PreferencesView } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { FieldHelp } from '../policy/lock-mark';
import { lockedSelect } from '../policy/locked-props';
import { usePolicy } from '../policy/use-policy';
import { Panel } from '../ui/panel';
import type { FormPart } from './form-part';

// The test language is for tests: it is kept when it is set, and not offered.
const offered = ['system', 'en', 'de'] as const;

/** The program as a whole. */
export function GeneralFields({ form, view }: FormPart & { readonly view: PreferencesView }) {
  const language = usePolicy().setting('language');
  const choices = view.preferences.language === 'en-XA' ? [...offered, 'en-XA' as const] : offered;
  return (
    <Panel title={t('settings.general.title')}>
      <div className="form-fields">
        <NativeSelect
          label={t('settings.general.language')}
          description={<FieldHelp lock={language}>{t('settings.general.languageHelp')}</FieldHelp>}
          className="settings-short"
          data={choices.map((value) => ({ value, label: t(`settings.general.languages.${value}`) }))}
          {...(language !== null && lockedSelect)}
          {...form.getInputProps('language')}
        />
        <Switch
          label={t('settings.general.startAtLogin')}
          description={
            view.canStartAtLogin
              ? t('settings.general.startAtLoginHelp')
              : t('settings.general.startAtLoginUnavailable')
          }
          disabled={!view.canStartAtLogin}
          {...form.getInputProps('startAtLogin', { type: 'checkbox' })}
        />
        <Switch
          label={t('settings.general.closeToTray')}
          description={t('settings.general.closeToTrayHelp')}
          {...form.getInputProps('closeToTray', { type: 'checkbox' })}
        />
        {!view.hasTray && form.values.closeToTray && (
          <Alert color="yellow" variant="light">
            {t('settings.general.noTray')}
          </Alert>
        )}
      </div>
    </Panel>
  );
}

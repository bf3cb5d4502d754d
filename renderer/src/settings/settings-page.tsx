// How the program behaves on this computer: one form, saved as a whole.
import type { PreferencesView, UploadSettings } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { ManagedLine } from '../policy/managed-line';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { SettingsForm } from './settings-form';
import { SupportPanel } from './support-panel';

/** Preferences, sending, storage, support. */
export function SettingsPage() {
  const preferences = useCall('preferences.get', null);
  const loading = <RowSkeletons rows={6} height={72} />;
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <ManagedLine />
      <Faces query={preferences} what={t('settings.what')} loading={loading}>
        {(view) => <WithUploads view={view} />}
      </Faces>
      <SupportPanel />
    </Page>
  );
}

function WithUploads({ view }: { readonly view: PreferencesView }) {
  const uploads = useCall('uploads.get', null);
  return (
    <Faces query={uploads} what={t('settings.what')} loading={<RowSkeletons rows={6} height={72} />}>
      {(settings: UploadSettings) => <SettingsForm view={view} uploads={settings} />}
    </Faces>
  );
}

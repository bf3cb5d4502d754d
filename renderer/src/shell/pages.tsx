// Which page belongs to a location.
import { ActivityPage } from '../activity/activity-page';
import { AttentionPage } from '../attention/attention-page';
import { BatchPage } from '../batches/batch-page';
import { CredentialFormPage } from '../credentials/credential-form-page';
import { CredentialsPage } from '../credentials/credentials-page';
import { FolderFormPage } from '../folders/folder-form-page';
import { FoldersPage } from '../folders/folders-page';
import { OverviewPage } from '../overview/overview-page';
import { QueuePage } from '../queue/queue-page';
import { RehearsalsPage } from '../rehearsals/rehearsals-page';
import { SetPage } from '../sets/set-page';
import { SetsPage } from '../sets/sets-page';
import { SettingsPage } from '../settings/settings-page';
import { useNavigation } from './navigation-context';

/** The page at the current location. */
export function Pages() {
  const { location } = useNavigation();
  switch (location.page) {
    case 'overview':
      return <OverviewPage />;
    case 'attention':
      return <AttentionPage />;
    case 'activity':
      return <ActivityPage />;
    case 'set':
      return <SetPage key={location.id} id={location.id} />;
    case 'batch':
      return <BatchPage key={location.id} id={location.id} />;
    case 'sets':
      return <SetsPage />;
    case 'queue':
      return <QueuePage />;
    case 'folders':
      return <FoldersPage />;
    case 'credentials':
      return <CredentialsPage />;
    case 'settings':
      return <SettingsPage />;
    case 'rehearsals':
      return <RehearsalsPage />;
    case 'folder-form':
      return <FolderFormPage key={location.id} id={location.id} path={location.path ?? null} />;
    case 'credential-form':
      return <CredentialFormPage key={location.id} id={location.id} />;
  }
}

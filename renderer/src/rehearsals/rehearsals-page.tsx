// "Test my set-up": rehearses deliveries to a stand-in server that misbehaves, and shows whether the promise holds.
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { RehearsalList } from './rehearsal-list';
import './rehearsals.css';

/** Works without any folder: then with a sample profile. */
export function RehearsalsPage() {
  const folders = useCall('folders.list', null);
  return (
    <Page title={t('rehearsals.title')} lead={t('rehearsals.lead')}>
      <Faces query={folders} what={t('folders.what')} loading={<RowSkeletons rows={6} height={92} />}>
        {(all) => <RehearsalList folders={all} />}
      </Faces>
    </Page>
  );
}

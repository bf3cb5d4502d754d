// "Test my set-up": rehearses deliveries to a stand-in server that misbehaves, and shows whether the promise holds.
import { useCall } from '../calls/use-call';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { RehearsalList } from './rehearsal-list';
import './rehearsals.css';

/** Works without any folder: then with a sample profile. */
export function RehearsalsPage() {
  const folders = useCall('folders.list', null);
  return (
    <Page
      title="Test my set-up"
      lead="Delivers invented documents to a stand-in server on this computer that misbehaves in one way after the other. Your documents, your passwords and the real server have no part in it."
    >
      <Faces query={folders} what="The watched folders" loading={<RowSkeletons rows={6} height={92} />}>
        {(all) => <RehearsalList folders={all} />}
      </Faces>
    </Page>
  );
}

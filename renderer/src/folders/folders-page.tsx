// The watched folders, how they are doing, and what can be done with each.
import { Button } from '@mantine/core';
import { IconFolders, IconPlus } from '@tabler/icons-react';
import { useCall } from '../calls/use-call';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { FolderCard } from './folder-card';

/** One card for each. */
export function FoldersPage() {
  const folders = useCall('folders.list', null);
  const credentials = useCall('credentials.list', null);
  const { go } = useNavigation();
  const hasNoCredential = credentials.data?.length === 0;
  const isEmpty = folders.data?.length === 0;
  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => {
        go({ page: 'folder-form', id: null });
      }}
    >
      Add watched folder
    </Button>
  );
  const addCredential = (
    <Button
      onClick={() => {
        go({ page: 'credential-form', id: null });
      }}
    >
      Add credential
    </Button>
  );
  return (
    <Page
      title="Watched folders"
      lead="Documents that are put into these folders, or into folders inside them, are delivered."
      actions={folders.data === undefined || isEmpty ? undefined : add}
    >
      <Faces
        query={folders}
        what="The watched folders"
        loading={<RowSkeletons rows={3} height={132} />}
        isEmpty={() => isEmpty}
        empty={
          <EmptyFace
            icon={IconFolders}
            title="No watched folder yet"
            text={
              hasNoCredential
                ? 'A watched folder delivers to an account at a server. Add the account’s credential first.'
                : 'Choose the folder where the scanner or your colleagues put documents.'
            }
            action={hasNoCredential ? addCredential : add}
          />
        }
      >
        {(all) => (
          <ul className="cards" aria-label="Watched folders">
            {all.map((folder) => (
              <FolderCard key={folder.id} folder={folder} />
            ))}
          </ul>
        )}
      </Faces>
    </Page>
  );
}

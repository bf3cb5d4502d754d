// Adding and editing a watched folder: finds what is to be edited and shows the form.
import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useCall } from '../calls/use-call';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { FolderForm } from './folder-form';
import './folders.css';

/** `id: null` adds one. */
export function FolderFormPage({ id }: { readonly id: string | null }) {
  const folders = useCall('folders.list', null);
  const credentials = useCall('credentials.list', null);
  const loading = <RowSkeletons rows={6} height={56} />;
  return (
    <Page title={id === null ? 'Add watched folder' : 'Edit watched folder'}>
      <Faces
        query={credentials}
        what="The credentials"
        loading={loading}
        isEmpty={(all) => all.length === 0}
        empty={<NoCredential />}
      >
        {(choices) => (
          <Faces query={folders} what="The watched folder" loading={loading}>
            {(all) => <FolderForm saved={all.find((folder) => folder.id === id) ?? null} credentials={choices} />}
          </Faces>
        )}
      </Faces>
    </Page>
  );
}

function NoCredential() {
  const { go } = useNavigation();
  return (
    <EmptyFace
      icon={IconKey}
      title="Add a credential first"
      text="A watched folder delivers to an account at a server."
      action={
        <Button
          onClick={() => {
            go({ page: 'credential-form', id: null });
          }}
        >
          Add credential
        </Button>
      }
    />
  );
}

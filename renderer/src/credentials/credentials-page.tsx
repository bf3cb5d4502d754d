// The accounts that documents are delivered with.
import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useCall } from '../calls/use-call';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { CredentialCard } from './credential-card';

/** One card for each. */
export function CredentialsPage() {
  const credentials = useCall('credentials.list', null);
  const { go } = useNavigation();
  const isEmpty = credentials.data?.length === 0;
  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => {
        go({ page: 'credential-form', id: null });
      }}
    >
      Add credential
    </Button>
  );
  return (
    <Page
      title="Credentials"
      lead="The KlearStack accounts that documents are delivered with."
      actions={credentials.data === undefined || isEmpty ? undefined : add}
    >
      <Faces
        query={credentials}
        what="The credentials"
        loading={<RowSkeletons rows={2} height={150} />}
        isEmpty={() => isEmpty}
        empty={
          <EmptyFace
            icon={IconKey}
            title="No credential yet"
            text="Add the address of your KlearStack server with company name, username and password."
            action={add}
          />
        }
      >
        {(all) => (
          <ul className="cards" aria-label="Credentials">
            {all.map((credential) => (
              <CredentialCard key={credential.id} credential={credential} />
            ))}
          </ul>
        )}
      </Faces>
    </Page>
  );
}

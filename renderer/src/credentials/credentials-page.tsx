// Credentials: the list, or the form of one.
import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useCall } from '../calls/use-call';
import { hrefOf } from '../shell/routes';
import { EmptyState } from '../ui/empty-state';
import { Faces } from '../ui/faces';
import { GoneState } from '../ui/gone-state';
import { Loading } from '../ui/loading';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { CredentialForm } from './credential-form';
import { CredentialRow } from './credential-row';
import './credentials.css';

export function CredentialsPage({ detail }: { readonly detail: string | null }) {
  if (detail === null) return <CredentialList />;
  return <OneCredential id={detail} />;
}

function CredentialList() {
  const credentials = useCall('credentials.list', null);
  return (
    <>
      <PageHeader title="Credentials" about="The KlearStack accounts that documents are delivered with.">
        <AddButton />
      </PageHeader>
      <Panel>
        <Faces query={credentials} loading={<Loading rows={2} />}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState
                icon={<IconKey size={22} />}
                title="No credentials yet"
                text="Add the address of your KlearStack with company name, username and password. Then choose a folder to watch."
              >
                <AddButton />
              </EmptyState>
            ) : (
              <ul className="rows" aria-label="Credentials">
                {list.map((credential) => (
                  <CredentialRow key={credential.id} credential={credential} />
                ))}
              </ul>
            )
          }
        </Faces>
      </Panel>
    </>
  );
}

function OneCredential({ id }: { readonly id: string }) {
  const credentials = useCall('credentials.list', null);
  if (id === 'new') return <CredentialForm saved={null} />;
  return (
    <Faces
      query={credentials}
      loading={
        <Panel>
          <Loading />
        </Panel>
      }
    >
      {(list) => {
        const saved = list.find((credential) => credential.id === id);
        if (saved === undefined) return <GoneState what="credential" backTo="Credentials" href={hrefOf('credentials')} />;
        return <CredentialForm saved={saved} />;
      }}
    </Faces>
  );
}

function AddButton() {
  return (
    <Button component="a" href={hrefOf('credentials', 'new')} leftSection={<IconPlus size={16} aria-hidden />}>
      Add credential
    </Button>
  );
}

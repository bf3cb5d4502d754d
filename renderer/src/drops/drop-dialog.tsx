// How dropped documents are to be sent: what is in them, the profile, the set. Nothing is sent before the button.
import { Alert, Button, Group, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CredentialView, FolderView, HandedOver } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { Faces } from '../ui/faces';
import { RowSkeletons } from '../ui/row-skeletons';
import { DropForm } from './drop-form';
import type { DropInto } from './drop-values';

interface DropDialogProps {
  readonly handed: HandedOver;
  readonly into: DropInto | null;
  readonly close: () => void;
}

/** Stays open until the copies are made: only then the originals may be moved away. */
export function DropDialog({ handed, into, close }: DropDialogProps) {
  const credentials = useCall('credentials.list', null);
  const folders = useCall('folders.list', null);
  const [isSending, setSending] = useState(false);
  return (
    <Modal
      opened
      size="xl"
      title={t('drops.title')}
      closeOnClickOutside={false}
      withCloseButton={!isSending}
      closeOnEscape={!isSending}
      closeButtonProps={{ 'aria-label': t('drops.cancel') }}
      onClose={close}
    >
      <div className="drop-dialog">
        <p className="drop-names" translate="no">
          {t('drops.from', { names: handed.names.join(', '), count: handed.count })}
        </p>
        {into === null && <WatchInstead handed={handed} close={close} />}
        <Faces query={credentials} what={t('credentials.what')} loading={<RowSkeletons rows={3} />}>
          {(all: readonly CredentialView[]) =>
            all.length === 0 ? (
              <NoCredential close={close} />
            ) : (
              <Faces query={folders} what={t('folders.what')} loading={<RowSkeletons rows={3} />}>
                {(watched: readonly FolderView[]) => (
                  <DropForm
                    handed={handed}
                    into={into}
                    credentials={all}
                    folders={watched}
                    isSending={isSending}
                    setSending={setSending}
                    close={close}
                  />
                )}
              </Faces>
            )
          }
        </Faces>
      </div>
    </Modal>
  );
}

function NoCredential({ close }: { readonly close: () => void }) {
  const { go } = useNavigation();
  return (
    <Alert color="yellow">
      <p>{t('drops.noCredential')}</p>
      <Group mt="sm">
        <Button
          onClick={() => {
            close();
            go({ page: 'credential-form', id: null });
          }}
        >
          {t('drops.addCredential')}
        </Button>
      </Group>
    </Alert>
  );
}

/** Whoever drops a folder may mean it for good. */
function WatchInstead({ handed, close }: Omit<DropDialogProps, 'into'>) {
  const { go } = useNavigation();
  const pick = useAction('folders.pickDropped');
  const [path, setPath] = useState<string | null>(null);
  const { run } = pick;
  const { token } = handed;
  useEffect(() => {
    let isShown = true;
    void run({ token }).then((reply) => {
      if (isShown && reply.ok) setPath(reply.value.path);
    });
    return () => {
      isShown = false;
    };
  }, [run, token]);
  if (path === null) return null;
  return (
    <div>
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          close();
          go({ page: 'folder-form', id: null, path });
        }}
      >
        {t('drops.watchInstead')}
      </Button>
    </div>
  );
}

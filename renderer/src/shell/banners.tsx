// What concerns the whole program: it has stopped, or secrets will be gone when it closes.
import { Button } from '@mantine/core';
import { IconAlertOctagon, IconLockOpen } from '@tabler/icons-react';
import type { AppInfo, CredentialView } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { useDo } from '../calls/use-do';
import { confirm } from '../ui/confirm';

export function Banners({ info }: { readonly info: AppInfo | undefined }) {
  const { data: credentials } = useCall('credentials.list', null);
  if (info === undefined) return null;
  return (
    <>
      {info.stopped !== null && (
        <div className="banner banner-bad" role="alert">
          <IconAlertOctagon size={20} color="var(--tone-bad)" aria-hidden />
          <p>
            <strong>Batchdrop has stopped.</strong> Nothing is uploaded until this is solved. {info.stopped}
          </p>
        </div>
      )}
      {info.keyring === 'none' && credentials?.some(isKeptForSession) === true && <SessionOnly />}
    </>
  );
}

function SessionOnly() {
  const { isRunning, run } = useDo('app.acceptWeakStorage');
  const ask = () =>
    confirm(
      {
        title: 'Keep secrets with weaker protection?',
        text: 'This computer has no keyring. Passwords and tokens would be stored with a fixed key: anyone who can read your files could read them too. It is safer to install a keyring, such as GNOME Keyring or KWallet.',
        yes: 'Keep them with weaker protection',
      },
      () => void run(null, 'Secrets are now kept on this computer.'),
    );
  return (
    <div className="banner banner-attention" role="region" aria-label="Secrets">
      <IconLockOpen size={20} color="var(--tone-attention)" aria-hidden />
      <p>
        <strong>Secrets are kept for this session only.</strong> This computer has no keyring, so you will have to enter
        passwords and tokens again after a restart.
      </p>
      <Button variant="default" size="xs" loading={isRunning} onClick={ask}>
        Keep them with weaker protection
      </Button>
    </div>
  );
}

function isKeptForSession({ password, token }: CredentialView): boolean {
  return password === 'session' || token === 'session';
}

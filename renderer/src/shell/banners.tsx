// What concerns the whole program: it cannot work, or passwords are lost at the next start.
import { Alert, Button, Text } from '@mantine/core';
import { IconAlertOctagon, IconLockOpen } from '@tabler/icons-react';
import { useAction } from '../calls/use-action';
import { useCall } from '../calls/use-call';
import { confirmed } from '../ui/confirm';
import { showDone, showProblem } from '../ui/notices';
import { weakStorage } from '../words/credential-help';

/** Above the page, as long as the reason lasts. */
export function Banners() {
  const info = useCall('app.info', null);
  const credentials = useCall('credentials.list', null);
  const stopped = info.data?.stopped ?? null;
  const isForgetful =
    info.data?.keyring === 'none' &&
    (credentials.data ?? []).some(({ password, token }) => password === 'session' || token === 'session');
  return (
    <>
      {stopped !== null && (
        <Alert
          className="banner"
          role="alert"
          color="red"
          icon={<IconAlertOctagon aria-hidden />}
          title="Batchdrop has stopped delivering"
        >
          <Text size="sm">Nothing is lost: documents stay where they are until this is solved.</Text>
          <Text size="sm">Reason: {stopped}</Text>
        </Alert>
      )}
      {isForgetful && <KeyringBanner />}
    </>
  );
}

function KeyringBanner() {
  const accept = useAction('app.acceptWeakStorage');

  async function acceptIt(): Promise<void> {
    const reply = await accept.run(null);
    if (reply.ok) showDone('Passwords are now kept with weaker protection.');
    else showProblem('Passwords are still kept for this session only', reply.problem);
  }

  return (
    <Alert className="banner" color="yellow" icon={<IconLockOpen aria-hidden />} title="Passwords are not saved">
      <Text size="sm" mb="xs">
        {weakStorage.banner}
      </Text>
      <Button
        size="xs"
        variant="default"
        loading={accept.isRunning}
        onClick={() => {
          const { title, explanation } = weakStorage;
          confirmed({ title, text: explanation, confirm: 'Keep with weaker protection' }, () => {
            void acceptIt();
          });
        }}
      >
        Keep with weaker protection…
      </Button>
    </Alert>
  );
}

// Says that passwords are lost at the next start, and offers the weaker way to keep them.
import { Button } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { confirmed } from '../ui/confirm';
import { showDone, showProblem } from '../ui/notices';
import { weakStorage } from '../words/credential-help';
import { Banner } from './banner';

/** The weaker way is explained before it is taken. */
export function KeyringBanner() {
  const accept = useAction('app.acceptWeakStorage');

  async function acceptIt(): Promise<void> {
    const reply = await accept.run(null);
    if (reply.ok) showDone(t('shell.keyring.accepted'));
    else showProblem(t('shell.keyring.notAccepted'), reply.problem);
  }

  const button = (
    <Button
      size="xs"
      variant="default"
      loading={accept.isRunning}
      onClick={() => {
        const { title, explanation } = weakStorage;
        confirmed({ title, text: explanation, confirm: t('shell.keyring.confirm') }, () => {
          void acceptIt();
        });
      }}
    >
      {t('shell.keyring.accept')}
    </Button>
  );
  return (
    <Banner tone="attention" icon={IconLockOpen} title={t('shell.keyring.title')} action={button}>
      <p>{weakStorage.banner}</p>
    </Banner>
  );
}

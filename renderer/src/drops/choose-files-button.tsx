// For those who do not drag: the system's dialog, then the same questions.
import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showProblem } from '../ui/notices';
import { useOffer } from './drop-context';

/** Asks for files; nothing is sent yet. */
export function ChooseFilesButton() {
  const offer = useOffer();
  const pick = useAction('drops.pick');

  async function choose(): Promise<void> {
    const reply = await pick.run({ what: 'files' });
    if (!reply.ok) showProblem(t('drops.notTaken'), reply.problem);
    else if (reply.value !== null) offer(reply.value);
  }

  return (
    <Button
      variant="default"
      leftSection={<IconFileUpload size={16} aria-hidden />}
      loading={pick.isRunning}
      onClick={() => {
        void choose();
      }}
    >
      {t('drops.chooseFiles')}
    </Button>
  );
}

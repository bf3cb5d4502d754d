// For those who do not drag: the system's dialog, then the same questions.
import { Button } from '@mantine/core';
import { IconFileUpload, IconFolderUp } from '@tabler/icons-react';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showProblem } from '../ui/notices';
import { useOffer } from './drop-context';
import type { DropInto } from './drop-values';

interface ChooseFilesButtonProps {
  readonly what?: 'files' | 'folders';
  /** Chosen in the dialog to begin with. */
  readonly into?: DropInto;
  readonly label?: string;
}

const labels = { files: t('drops.chooseFiles'), folders: t('drops.chooseFolders') };

/** Asks for files, or for folders: some systems cannot ask for both at once. Nothing is sent yet. */
export function ChooseFilesButton({ what = 'files', into, label = labels[what] }: ChooseFilesButtonProps) {
  const Picture = what === 'files' ? IconFileUpload : IconFolderUp;
  const offer = useOffer();
  const pick = useAction('drops.pick');

  async function choose(): Promise<void> {
    const reply = await pick.run({ what });
    if (!reply.ok) showProblem(t('drops.notTaken'), reply.problem);
    else if (reply.value !== null) offer(reply.value, into);
  }

  return (
    <Button
      variant="default"
      leftSection={<Picture size={16} aria-hidden />}
      loading={pick.isRunning}
      onClick={() => {
        void choose();
      }}
    >
      {label}
    </Button>
  );
}

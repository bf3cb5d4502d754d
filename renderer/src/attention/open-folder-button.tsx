// Opens a watched folder in the system's file manager.
import { Button } from '@mantine/core';
import { useAction } from '../calls/use-action';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { showProblem } from '../ui/notices';

interface OpenFolderButtonProps {
  readonly folderPath: string;
  /** What the button's name for screen readers speaks of. */
  readonly of: string;
}

/** Nothing for a folder that was removed: it has no id to open it by. */
export function OpenFolderButton({ folderPath, of }: OpenFolderButtonProps) {
  const folders = useCall('folders.list', null);
  const open = useAction('app.openFolder');
  const folderId = folders.data?.find(({ path }) => path === folderPath)?.id;
  if (folderId === undefined) return null;

  async function openIt(id: string): Promise<void> {
    const reply = await open.run({ folderId: id });
    if (!reply.ok) showProblem(t('attention.openFolder.notOpened'), reply.problem);
  }

  return (
    <Button
      size="xs"
      variant="default"
      aria-label={t('attention.named', { action: t('attention.openFolder.action'), what: of })}
      onClick={() => {
        void openIt(folderId);
      }}
    >
      {t('attention.openFolder.action')}
    </Button>
  );
}

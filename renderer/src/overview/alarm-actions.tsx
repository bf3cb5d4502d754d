// What can be done about a folder whose sum does not come out.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { showDone, showProblem } from '../ui/notices';
import { OpenFolderButton } from './open-folder-button';

/** Another scan is the only remedy that a person has; if it does not help, the files are listed. */
export function AlarmActions({ item }: { readonly item: Extract<AttentionItem, { kind: 'alarm' }> }) {
  const { folderId, folderPath } = item;
  const scan = useAction('folders.scan');

  async function scanIt(): Promise<void> {
    const reply = await scan.run({ id: folderId });
    if (reply.ok) showDone('The folder was scanned.');
    else showProblem('The folder was not scanned', reply.problem);
  }

  return (
    <div className="row-actions">
      <Button
        size="xs"
        aria-label={`Scan ${folderPath} again`}
        loading={scan.isRunning}
        onClick={() => {
          void scanIt();
        }}
      >
        Scan again
      </Button>
      <OpenFolderButton folderPath={folderPath} of={folderPath} />
    </div>
  );
}

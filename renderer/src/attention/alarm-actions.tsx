// What can be done about a folder whose sum does not come out.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showDone, showProblem } from '../ui/notices';
import { decisionNames } from '../words/decisions';
import { OpenFolderButton } from './open-folder-button';

/** Another scan is the only remedy that a person has; if it does not help, the files are listed. */
export function AlarmActions({ item }: { readonly item: Extract<AttentionItem, { kind: 'alarm' }> }) {
  const { folderId, folderPath } = item;
  const scan = useAction('folders.scan');

  async function scanIt(): Promise<void> {
    const reply = await scan.run({ id: folderId });
    if (reply.ok) showDone(t('attention.alarm.scanned'));
    else showProblem(t('attention.alarm.notScanned'), reply.problem);
  }

  return (
    <div className="row-actions">
      <Button
        size="xs"
        aria-label={t('attention.named', { action: decisionNames.scanAgain, what: folderPath })}
        loading={scan.isRunning}
        onClick={() => {
          void scanIt();
        }}
      >
        {decisionNames.scanAgain}
      </Button>
      <OpenFolderButton folderPath={folderPath} of={folderPath} />
    </div>
  );
}

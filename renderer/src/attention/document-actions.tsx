// What can be done about a document that was set aside: look at it, try again, or decide that it is fine as it is.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { confirmed } from '../ui/confirm';
import { decisionNames, decisionWords } from '../words/decisions';
import { canTryAgain } from '../words/reasons';
import { OpenFolderButton } from './open-folder-button';
import { useDocumentDecision } from './use-document-decision';

/** Dismissed documents stay counted as set aside. */
export function DocumentActions({ item }: { readonly item: Extract<AttentionItem, { kind: 'document' }> }) {
  const { documentId, relativePath, reason, folderPath } = item;
  const { send, leaveOut, isRunning } = useDocumentDecision(documentId);
  const isUnsure = reason === 'maybe-delivered';
  const sendName = isUnsure ? decisionNames.sendIt : decisionNames.tryAgain;
  const leaveName = isUnsure ? decisionNames.leaveOut : decisionNames.dismiss;

  function sendIt(): void {
    if (!isUnsure) {
      send(t('attention.document.triedAgain', { file: relativePath }));
      return;
    }
    confirmed({ ...decisionWords.sendMaybeDelivered, danger: true }, () => {
      send(t('attention.document.sent', { file: relativePath }));
    });
  }

  return (
    <div className="row-actions">
      {canTryAgain(reason) && (
        <Button
          size="xs"
          variant="default"
          aria-label={t('attention.named', { action: sendName, what: relativePath })}
          loading={isRunning}
          onClick={sendIt}
        >
          {sendName}
        </Button>
      )}
      <OpenFolderButton folderPath={folderPath} of={relativePath} />
      <Button
        size="xs"
        variant="default"
        aria-label={t('attention.named', { action: leaveName, what: relativePath })}
        title={t('decisions.effects.dismiss')}
        loading={isRunning}
        onClick={leaveOut}
      >
        {leaveName}
      </Button>
    </div>
  );
}

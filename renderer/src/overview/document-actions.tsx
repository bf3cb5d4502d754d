// What can be done about a document that was set aside: look at it, try again, or decide that it is fine as it is.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { confirmed } from '../ui/confirm';
import { decisionWords } from '../words/decisions';
import { canTryAgain } from '../words/reasons';
import { OpenFolderButton } from './open-folder-button';
import { useDocumentDecision } from './use-document-decision';

/** Dismissed documents stay counted as set aside. */
export function DocumentActions({ item }: { readonly item: Extract<AttentionItem, { kind: 'document' }> }) {
  const { documentId, relativePath, reason, folderPath } = item;
  const { send, leaveOut, isRunning } = useDocumentDecision(documentId);
  const isUnsure = reason === 'maybe-delivered';

  function sendIt(): void {
    if (!isUnsure) {
      send(`“${relativePath}” is tried again.`);
      return;
    }
    confirmed({ ...decisionWords.sendMaybeDelivered, danger: true }, () => {
      send(`“${relativePath}” is sent.`);
    });
  }

  return (
    <div className="row-actions">
      {canTryAgain(reason) && (
        <Button
          size="xs"
          variant="default"
          aria-label={`${isUnsure ? 'Send' : 'Try again'} ${relativePath}`}
          loading={isRunning}
          onClick={sendIt}
        >
          {isUnsure ? 'Send it' : 'Try again'}
        </Button>
      )}
      <OpenFolderButton folderPath={folderPath} of={relativePath} />
      <Button
        size="xs"
        variant="default"
        aria-label={`${isUnsure ? 'Leave out' : 'Dismiss'} ${relativePath}`}
        title="It stays set aside and is taken up again only when the file changes."
        loading={isRunning}
        onClick={leaveOut}
      >
        {isUnsure ? 'Leave it out' : 'Dismiss'}
      </Button>
    </div>
  );
}

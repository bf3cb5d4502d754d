// The two decisions about a document whose content was sent before.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { confirmed } from '../ui/confirm';
import { decisionWords } from '../words/decisions';
import { useDocumentDecision } from './use-document-decision';

/** Sending it a second time is asked about once more: it cannot be taken back. */
export function DuplicateActions({ item }: { readonly item: Extract<AttentionItem, { kind: 'duplicate' }> }) {
  const { documentId, relativePath } = item;
  const { send, leaveOut, isRunning } = useDocumentDecision(documentId);
  return (
    <div className="row-actions">
      <Button
        size="xs"
        variant="default"
        aria-label={`Send ${relativePath} anyway`}
        loading={isRunning}
        onClick={() => {
          confirmed({ ...decisionWords.sendDuplicate, danger: true }, () => {
            send(`“${relativePath}” is sent a second time.`);
          });
        }}
      >
        Send anyway
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={`Leave ${relativePath} out`}
        loading={isRunning}
        onClick={leaveOut}
      >
        Leave it out
      </Button>
    </div>
  );
}

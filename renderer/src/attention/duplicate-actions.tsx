// The two decisions about a document whose content was sent before.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { confirmed } from '../ui/confirm';
import { decisionNames, decisionWords } from '../words/decisions';
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
        aria-label={t('attention.named', { action: decisionNames.sendAnyway, what: relativePath })}
        loading={isRunning}
        onClick={() => {
          confirmed({ ...decisionWords.sendDuplicate, danger: true }, () => {
            send(t('attention.document.sentAgain', { file: relativePath }));
          });
        }}
      >
        {decisionNames.sendAnyway}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={t('attention.named', { action: decisionNames.leaveOut, what: relativePath })}
        loading={isRunning}
        onClick={leaveOut}
      >
        {decisionNames.leaveOut}
      </Button>
    </div>
  );
}

// What can be done about a document that was set aside: look at it, or decide that it is fine as it is.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { useCall } from '../calls/use-call';
import { showProblem } from '../ui/notices';

/** Dismissed documents stay counted as set aside. */
export function DocumentActions({ item }: { readonly item: Extract<AttentionItem, { kind: 'document' }> }) {
  const folders = useCall('folders.list', null);
  const open = useAction('app.openFolder');
  const dismiss = useAction('documents.dismiss');
  // A removed folder has no id to open it by.
  const folderId = folders.data?.find(({ path }) => path === item.folderPath)?.id;

  async function openIt(id: string): Promise<void> {
    const reply = await open.run({ folderId: id });
    if (!reply.ok) showProblem('The folder could not be opened', reply.problem);
  }

  async function dismissIt(): Promise<void> {
    const reply = await dismiss.run({ documentId: item.documentId });
    if (!reply.ok) showProblem('The document was not dismissed', reply.problem);
  }

  return (
    <div className="row-actions">
      {folderId !== undefined && (
        <Button
          size="xs"
          variant="default"
          aria-label={`Open folder of ${item.relativePath}`}
          onClick={() => {
            void openIt(folderId);
          }}
        >
          Open folder
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        aria-label={`Dismiss ${item.relativePath}`}
        title="It stays set aside and is taken up again only when the file changes."
        loading={dismiss.isRunning}
        onClick={() => {
          void dismissIt();
        }}
      >
        Dismiss
      </Button>
    </div>
  );
}

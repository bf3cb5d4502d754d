// Asks for the batch id of a batch that arrived although no answer came.
import { modals } from '@mantine/modals';
import { ShortEntry } from '../ui/short-entry';

interface Props {
  /** Answers whether it was saved. */
  readonly onSave: (serverBatchId: string) => Promise<boolean>;
}

export function ArrivedForm({ onSave }: Props) {
  return (
    <ShortEntry
      label="Batch id"
      help="Find the batch in KlearStack and copy its id from there. Its documents then count as delivered."
      save="Mark as delivered"
      onCancel={() => modals.closeAll()}
      onSave={async (text) => {
        if (await onSave(text)) modals.closeAll();
      }}
    />
  );
}

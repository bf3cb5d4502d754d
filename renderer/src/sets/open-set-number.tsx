// Asks for the reference number of a set that the server did not give one for.
import { modals } from '@mantine/modals';
import { useDo } from '../calls/use-do';
import { ShortEntry } from '../ui/short-entry';

export function openSetNumber(setId: number, name: string): void {
  modals.open({ title: `Reference number of ${name}`, children: <NumberForm setId={setId} /> });
}

function NumberForm({ setId }: { readonly setId: number }) {
  const { run } = useDo('sets.setNumber');
  return (
    <ShortEntry
      label="Set reference number"
      help="Find the set in KlearStack and copy its reference number. The waiting batches then go into it."
      save="Save number"
      onCancel={() => modals.closeAll()}
      onSave={async (referenceNumber) => {
        if (await run({ setId, referenceNumber }, 'The number is saved. The batches of the set go on.'))
          modals.closeAll();
      }}
    />
  );
}

// The buttons that settle a batch which waits for a person.
import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { BatchDecision, QueueItem } from '../../../preload/contract';
import { useDo } from '../calls/use-do';
import { confirm } from '../ui/confirm';
import { counted } from '../words/counting';
import { ArrivedForm } from './arrived-form';

export function Decisions({ batch }: { readonly batch: QueueItem }) {
  const { isRunning, run } = useDo('queue.decide');
  const decide = (decision: BatchDecision, done: string) => run({ batchId: batch.id, decision }, done);
  const withdraw = () =>
    confirm(
      {
        title: 'Withdraw this batch?',
        text: `Its ${counted(batch.documents, 'document')} will not be sent. The originals stay where they are.`,
        yes: 'Withdraw batch',
        isDangerous: true,
      },
      () => void decide({ kind: 'withdraw' }, 'The batch was withdrawn.'),
    );
  const sendAgain = () =>
    confirm(
      {
        title: 'Send this batch again?',
        text: 'If it did arrive the first time, KlearStack will have its documents twice. Look there first.',
        yes: 'Send again',
      },
      () => void decide({ kind: 'send-again' }, 'The batch will be sent again.'),
    );
  const askForId = () =>
    modals.open({
      title: 'The batch arrived',
      children: (
        <ArrivedForm
          onSave={(serverBatchId) => decide({ kind: 'arrived', serverBatchId }, 'The batch is recorded as delivered.')}
        />
      ),
    });
  return (
    <>
      {batch.state === 'held' && (
        <Button
          size="xs"
          loading={isRunning}
          onClick={() => void decide({ kind: 'retry' }, 'The batch will be tried again.')}
        >
          Try again
        </Button>
      )}
      {batch.state === 'in-doubt' && (
        <>
          <Button size="xs" loading={isRunning} onClick={askForId}>
            It arrived…
          </Button>
          <Button size="xs" variant="default" disabled={isRunning} onClick={sendAgain}>
            Send again
          </Button>
        </>
      )}
      {(batch.state === 'held' || batch.state === 'in-doubt' || batch.state === 'waiting') && (
        <Button size="xs" variant="subtle" color="gray" disabled={isRunning} onClick={withdraw}>
          Withdraw
        </Button>
      )}
    </>
  );
}

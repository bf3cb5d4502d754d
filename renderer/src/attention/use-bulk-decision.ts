// Carries one word about many things out, after the question that comes first where it cannot be taken back.
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { confirmed } from '../ui/confirm';
import { showDone, showProblem } from '../ui/notices';
import { bulkDone, bulkQuestion } from './bulk-words';
import type { BulkAction } from './selection';

interface BulkDecision {
  readonly isRunning: boolean;
  readonly decide: (action: BulkAction) => void;
}

/** `onDone` when the program answered, also when part of it had moved on; not when it failed. */
export function useBulkDecision(onDone: () => void): BulkDecision {
  const dismiss = useAction('documents.dismissMany');
  const send = useAction('documents.sendAnywayMany');
  const batches = useAction('queue.decideMany');

  function call(action: BulkAction) {
    if (action.word === 'send') return send.run({ documentIds: action.ids });
    if (action.word === 'leave-out') return dismiss.run({ documentIds: action.ids });
    return batches.run({ batchIds: action.ids, decision: { kind: action.word } });
  }

  async function carryOut(action: BulkAction): Promise<void> {
    const reply = await call(action);
    if (!reply.ok) {
      showProblem(t('attention.bulk.notDone'), reply.problem);
      return;
    }
    showDone(bulkDone(action, reply.value));
    onDone();
  }

  return {
    isRunning: dismiss.isRunning || send.isRunning || batches.isRunning,
    decide: (action) => {
      const question = bulkQuestion(action);
      if (question === null) void carryOut(action);
      else
        confirmed({ ...question, danger: true }, () => {
          void carryOut(action);
        });
    },
  };
}

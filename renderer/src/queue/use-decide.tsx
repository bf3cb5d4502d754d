// A person's decisions about a batch, with the questions that come first.
import type { BatchDecision, QueueItem } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { confirmed } from '../ui/confirm';
import { showDone, showProblem } from '../ui/notices';
import { askForText } from '../ui/text-question';
import { decisionWords } from '../words/decisions';
import { restSentence } from '../words/sending';

/** What a decision needs to know of a batch. */
export type DecidableBatch = Pick<QueueItem, 'id' | 'state' | 'reason' | 'prioritized'>;

interface Decide {
  readonly isRunning: boolean;
  readonly retry: () => void;
  readonly sendAgain: () => void;
  readonly arrived: () => void;
  readonly withdraw: () => void;
}

/** Whether trying again means to pack the documents anew: the zip that was to be sent is lost. */
export function isSealedAgain({ state, reason }: DecidableBatch): boolean {
  return state === 'held' && reason === 'spool-damaged';
}

/** The decisions about one batch. Which of them fit depends on its state. */
export function useDecide(batch: DecidableBatch): Decide {
  const { id, state } = batch;
  const named = { batch: String(id) };
  const { run, isRunning } = useAction('queue.decide');

  async function decide(decision: BatchDecision): Promise<boolean> {
    const reply = await run({ batchId: id, decision });
    const isNewlySealed = decision.kind === 'retry' && isSealedAgain(batch);
    if (reply.ok) {
      const done = isNewlySealed ? t('queue.sealedAgain') : t(`queue.decided.${decision.kind}`, named);
      const { value } = reply;
      showDone(value.kind === 'rests' ? `${done} ${restSentence(value.because, Date.now())}` : done);
    } else showProblem(t('queue.batch', named), reply.problem);
    return reply.ok;
  }

  return {
    isRunning,
    retry: () => {
      void decide({ kind: 'retry' });
    },
    sendAgain: () => {
      confirmed({ ...decisionWords.sendAgain, danger: true }, () => {
        void decide({ kind: 'send-again' });
      });
    },
    arrived: () => {
      askForText({ ...decisionWords.arrived, label: t('queue.batchId'), isMonospace: true }, (serverBatchId) =>
        decide({ kind: 'arrived', serverBatchId }),
      );
    },
    withdraw: () => {
      const words = state === 'in-doubt' ? decisionWords.withdrawInDoubt : decisionWords.withdraw;
      confirmed({ ...words, danger: true }, () => {
        void decide({ kind: 'withdraw' });
      });
    },
  };
}

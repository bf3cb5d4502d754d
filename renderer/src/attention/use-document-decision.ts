// A person's decisions about one document that was not sent.
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showDone, showProblem } from '../ui/notices';

interface DocumentDecision {
  readonly isRunning: boolean;
  /** Says `done` when it worked. */
  readonly send: (done: string) => void;
  readonly leaveOut: () => void;
}

/** To send it, or to hear no more of it. */
export function useDocumentDecision(documentId: number): DocumentDecision {
  const sendAnyway = useAction('documents.sendAnyway');
  const dismiss = useAction('documents.dismiss');

  async function send(done: string): Promise<void> {
    const reply = await sendAnyway.run({ documentId });
    if (reply.ok) showDone(done);
    else showProblem(t('attention.document.notSent'), reply.problem);
  }

  async function leaveOut(): Promise<void> {
    const reply = await dismiss.run({ documentId });
    if (!reply.ok) showProblem(t('attention.document.notDismissed'), reply.problem);
  }

  return {
    isRunning: sendAnyway.isRunning || dismiss.isRunning,
    send: (done) => {
      void send(done);
    },
    leaveOut: () => {
      void leaveOut();
    },
  };
}

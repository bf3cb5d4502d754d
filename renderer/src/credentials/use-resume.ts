// Lets a paused credential's batches go on.
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showDone, showProblem } from '../ui/notices';

interface Resume {
  readonly isRunning: boolean;
  readonly resume: (credentialId: string) => Promise<void>;
}

/** One click, as often as needed: if the reason is still there, the credential pauses again. */
export function useResume(): Resume {
  const { run, isRunning } = useAction('credentials.resume');
  return {
    isRunning,
    resume: async (id) => {
      const reply = await run({ id });
      if (reply.ok) showDone(t('credentials.card.resumed'));
      else showProblem(t('credentials.card.notResumed'), reply.problem);
    },
  };
}

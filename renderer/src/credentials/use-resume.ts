// Lets a paused credential's batches go on.
import { useAction } from '../calls/use-action';
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
      if (reply.ok) showDone('The credential is in use again.');
      else showProblem('The credential is still paused', reply.problem);
    },
  };
}

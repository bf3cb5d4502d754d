// An action whose failure is told at once, for buttons that have no place of their own for a problem.
import { notifications } from '@mantine/notifications';
import type { CallName, Calls } from '../../../preload/contract';
import { problemText } from '../words/problems';
import { useAction } from './use-action';

export interface Deed<Name extends CallName> {
  readonly isRunning: boolean;
  /** Resolves to whether it was done. `done` is said when it was. */
  readonly run: (request: Calls[Name]['request'], done?: string) => Promise<boolean>;
}

export function useDo<Name extends CallName>(name: Name): Deed<Name> {
  const { isRunning, run } = useAction(name);
  return {
    isRunning,
    run: async (request, done) => {
      const reply = await run(request);
      if (!reply.ok) notifications.show({ color: 'red', title: 'That did not work', message: problemText(reply.problem) });
      else if (done !== undefined) notifications.show({ message: done });
      return reply.ok;
    },
  };
}

// Hook that asks the program to do something; the answer is a reply, never an exception.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallName, Calls, Reply } from '../../../preload/contract';
import { bridge } from '../bridge';

export interface Action<Name extends CallName> {
  readonly isRunning: boolean;
  readonly run: (request: Calls[Name]['request']) => Promise<Reply<Calls[Name]['value']>>;
}

/** One kind of action. Whatever the window shows is asked for again afterwards. */
export function useAction<Name extends CallName>(name: Name): Action<Name> {
  const client = useQueryClient();
  const { isPending, mutateAsync } = useMutation({
    mutationFn: (request: Calls[Name]['request']) => bridge.call(name, request),
    // A request may carry a password: it is not kept when its form is gone.
    gcTime: 0,
    onSettled: () => {
      void client.invalidateQueries();
    },
  });
  return { isRunning: isPending, run: mutateAsync };
}

// What the window gets when the program cannot work at all: the reason, and a refusal for everything else.
import type { AppInfo, PolicyView } from '../../preload/contract';
import { ok, problem, type Handlers } from './answer-call';
import { policyCalls } from './policy-calls';
import { requestSchemas } from './schemas';

/** Handlers for a program without a ledger. `policy` is null when its file was not looked at. */
export function stoppedCalls(info: () => AppInfo, policy: PolicyView | null = null): Handlers {
  const refuse = (): Promise<ReturnType<typeof problem>> => Promise.resolve(problem('failed'));
  const refusals = Object.fromEntries(Object.keys(requestSchemas).map((name) => [name, refuse]));
  // Every name is there by construction; only the compiler cannot see it.
  return {
    ...(refusals as unknown as Handlers),
    'app.info': () => Promise.resolve(ok(info())),
    ...(policy === null ? {} : policyCalls(() => policy)),
  };
}

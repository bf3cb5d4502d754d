// What the window gets when the program cannot work at all: the reason, and a refusal for everything else.
import type { AppInfo } from '../../preload/contract';
import { ok, problem, type Handlers } from './answer-call';
import { requestSchemas } from './schemas';

/** Handlers for a program without a ledger. */
export function stoppedCalls(info: () => AppInfo): Handlers {
  const refuse = (): Promise<ReturnType<typeof problem>> => Promise.resolve(problem('failed'));
  const refusals = Object.fromEntries(Object.keys(requestSchemas).map((name) => [name, refuse]));
  // Every name is there by construction; only the compiler cannot see it.
  return { ...(refusals as unknown as Handlers), 'app.info': () => Promise.resolve(ok(info())) };
}

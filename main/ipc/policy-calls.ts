// The call about the computer's policy: what is locked, by whom, and what is wrong with its file.
import type { PolicyView } from '../../preload/contract';
import { ok, type Handlers } from './answer-call';

/** `view` is what the policy's keeper says now. */
export function policyCalls(view: () => PolicyView): Pick<Handlers, 'policy.get'> {
  return { 'policy.get': () => Promise.resolve(ok(view())) };
}

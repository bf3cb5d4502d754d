// The one door for the window's calls: sender, name and request are checked before anything runs; nothing is thrown back.
import type { CallName, Calls, Reply } from '../../preload/contract';
import { requestSchemas } from './schemas';

export type Handlers = {
  readonly [Name in CallName]: (request: Calls[Name]['request']) => Promise<Reply<Calls[Name]['value']>>;
};

/** Who called, as far as Electron knows. */
export interface Caller {
  readonly url: string;
  /** The window's own page, not a frame inside it. */
  readonly isMainFrame: boolean;
}

/** Makes the function that answers calls. `trustedOrigin` is the only page that may call, as `scheme://host`. */
export function createAnswerer(
  handlers: Handlers,
  trustedOrigin: string,
  onBug: (call: string, error: unknown) => void,
): (caller: Caller, name: unknown, request: unknown) => Promise<Reply<unknown>> {
  return async (caller, name, request) => {
    if (!isTrusted(caller, trustedOrigin) || !isCallName(name)) return invalid;
    try {
      const parsed = requestSchemas[name].safeParse(request);
      if (!parsed.success) return invalid;
      // The schema of this very name has passed; the compiler cannot follow the pair through the map.
      const handler = handlers[name] as (request: unknown) => Promise<Reply<unknown>>;
      return await handler(parsed.data);
    } catch (error) {
      onBug(name, error);
      return { ok: false, problem: { code: 'failed' } };
    }
  };
}

const invalid: Reply<never> = { ok: false, problem: { code: 'invalid-request' } };

/** Whether a call comes from our page: the whole origin is compared, so that no look-alike host passes. */
export function isTrusted({ url, isMainFrame }: Caller, trustedOrigin: string): boolean {
  if (!isMainFrame || !URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}` === trustedOrigin;
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(requestSchemas, name);
}

/** A successful reply. */
export function ok<Value>(value: Value): Reply<Value> {
  return { ok: true, value };
}

/** A reply that names what is wrong. */
export function problem(
  code: Extract<Reply<never>, { ok: false }>['problem']['code'],
  about: { readonly field?: string; readonly detail?: string } = {},
): Reply<never> {
  return { ok: false, problem: { code, ...about } };
}

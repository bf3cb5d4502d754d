// The system's proxies as Chromium knows them: settings, environment, a script (PAC) or its discovery (WPAD).
import { session } from 'electron/main';
import { parseProxyAnswer } from '../engine/form-checks';
import type { ResolveProxy } from '../engine/ports';

/** Asks anew each time: a laptop is moved from network to network. */
export function systemProxies(): ResolveProxy {
  return async (url) => parseProxyAnswer(await session.defaultSession.resolveProxy(url.origin));
}

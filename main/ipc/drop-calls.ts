// Calls about what a person hands over: looked at, sent, listed; by token, never by path.
import { stat } from 'node:fs/promises';
import type { Drops } from '../drops/drops';
import type { HandedOverPaths } from '../drops/handed-over';
import { ok, problem, type Handlers } from './answer-call';
import type { DocumentDesktop } from './document-calls';

type DropCalls = Pick<
  Handlers,
  'drops.pick' | 'drops.inspect' | 'drops.send' | 'drops.list' | 'drops.discard' | 'folders.pickDropped'
>;

const bytesPerMegabyte = 1024 * 1024;

export function dropCalls(drops: Drops, handedOver: HandedOverPaths, desktop: DocumentDesktop): DropCalls {
  const noToken = (): ReturnType<typeof problem> => problem('not-found', { field: 'token' });
  return {
    'drops.pick': async ({ what }) => ok(handedOver.take(await desktop.pickToSend(what))),
    'drops.inspect': async ({ token, otherImages, maxMegabytes }) => {
      const inspection = await drops.inspect(token, { otherImages, maxBytes: maxMegabytes * bytesPerMegabyte });
      return inspection === null ? noToken() : ok(inspection);
    },
    'drops.send': ({ token, profile, set }) => drops.send(token, profile, set),
    'drops.list': async (page) => ok(await drops.list(page)),
    'drops.discard': async ({ dropId }) => {
      const result = await drops.discard(dropId);
      return result === 'done' ? ok(null) : problem(result);
    },
    'folders.pickDropped': async ({ token }) => {
      const paths = handedOver.paths(token);
      if (paths === null) return noToken();
      for (const path of paths) {
        const stats = await stat(path).catch(() => null);
        if (stats?.isDirectory() === true) return ok({ path });
      }
      return ok({ path: null });
    },
  };
}

// The sending pauses in force, with the names of what they are about.
import type { PauseView } from '../../../preload/contract';
import type { SendingPause } from '../../engine/model';
import { pausesInForce } from '../pauses/pause-ledger';
import type { LedgerDatabase } from '../schema';

/** The one for everything first. A removed folder or credential is named too: its batches wait under the pause. */
export async function pauses(db: LedgerDatabase, now: number): Promise<readonly PauseView[]> {
  const inForce = await pausesInForce(db, now);
  return Promise.all(inForce.map(async (pause) => ({ ...pause, name: await nameOf(db, pause) })));
}

async function nameOf(db: LedgerDatabase, pause: SendingPause): Promise<string | null> {
  if (pause.scope === 'all') return null;
  const named =
    pause.scope === 'credential'
      ? db.selectFrom('credential').select('name').where('id', '=', pause.id)
      : db.selectFrom('folder').select('path as name').where('id', '=', pause.id);
  return (await named.executeTakeFirst())?.name ?? pause.id;
}

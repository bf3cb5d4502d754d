// The spool as the preferences show it.
import { join } from 'node:path';
import type { SpoolView } from '../../preload/contract';
import { deliveredFolderName } from '../engine/seal/delivered-zips';
import type { SpoolRules } from '../engine/seal/spool';
import { sum, zipsIn } from '../engine/seal/zip-count';
import type { SavedPreferences } from '../settings/preferences';
import type { SettledSpool } from './settle-spool';
import { ownSpool } from './spool-record';

const dayMs = 86_400_000;
const megabyte = 1_000_000;

/** What the engine is to follow. */
export function spoolRules({ keepZipsDays, spoolMaxMegabytes }: SavedPreferences): SpoolRules {
  return {
    keepMs: keepZipsDays * dayMs,
    maxBytes: spoolMaxMegabytes === null ? null : spoolMaxMegabytes * megabyte,
  };
}

/** Where it is, how large, and whether the preferences want it elsewhere. One that cannot be read counts as empty. */
export async function spoolView(
  spool: SettledSpool,
  preferences: SavedPreferences,
  dataFolder: string,
): Promise<SpoolView> {
  const { folder } = spool;
  const [waiting, delivered] = await Promise.all([sizeOf(folder), sizeOf(join(folder, deliveredFolderName))]);
  const { maxBytes } = spoolRules(preferences);
  return {
    folder,
    sizeBytes: waiting + delivered,
    isFull: maxBytes !== null && waiting >= maxBytes,
    movesAtNextStart: (preferences.spoolFolder ?? ownSpool(dataFolder)) !== folder,
    problem: spool.kind === 'here' ? spool.problem : 'unreachable',
  };
}

function sizeOf(folder: string): Promise<number> {
  return zipsIn(folder).then(sum, () => 0);
}

// Brings a world to rest: until nothing can be done, and at the end of a run until every question is answered.
import { noFaults } from '../../main/sandbox/faults';
import type { QueueTally } from '../../main/engine/ports';
import { answerAll } from './person';
import type { World } from './world';

/** Scans, waits until nothing can be done, and remembers what the ledger has sealed by then. */
export async function settle(world: World, patienceMs: number): Promise<'settled' | 'died'> {
  if ((await world.ask({ do: 'settle', patienceMs })) === 'died') return 'died';
  const rows = await world.rows<{ sha256: string }>(
    `select sha256 from document where state in ('sealed', 'delivered')`,
  );
  if (rows === 'died') return 'died';
  for (const { sha256 } of rows) world.papers.taken.add(sha256);
  return 'settled';
}

/** Settles, starting the program again as often as it is killed over it. */
export async function settleThrough(world: World, patienceMs = 1_000): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    if ((await settle(world, patienceMs)) === 'settled') return;
  }
  throw new Error('the program died ten times while it was to settle');
}

const rounds = 25;

/** The server is well again, nothing is paused, every question is answered, until nothing is left to do. */
export async function windUp(world: World): Promise<void> {
  world.sandbox.setFaults(noFaults);
  for (let round = 0; round < rounds; round += 1) {
    await world.ask({ do: 'resume-sending' });
    await settleThrough(world, 5_000);
    const answered = await answerAll(world);
    if (answered === 0 && (await isAtRest(world))) return;
    // A Retry-After date read by a wrong clock can lie a day ahead: the person does not wait for it.
    if (round > 2) await retryWaiting(world);
  }
}

async function retryWaiting(world: World): Promise<void> {
  const rows = await world.rows<{ id: number }>(`select id from batch where state = 'waiting'`);
  if (rows === 'died') return;
  for (const { id } of rows) await world.ask({ do: 'decide', batchId: id, decision: { kind: 'retry' } });
}

async function isAtRest(world: World): Promise<boolean> {
  const answer = await world.ask({ do: 'tally' });
  if (answer === 'died') return false;
  const { settling, ready, sealed, sending, splitting, waiting } = answer.value as QueueTally;
  return settling + ready + sealed + sending + splitting + waiting === 0;
}

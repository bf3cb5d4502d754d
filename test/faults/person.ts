// The person at the screen: answers what the program asks, knowing what the server has. Every answer is a decision that
// the program records.
import type { AttentionItem } from '../../preload/contract';
import type { ReceivedBatch } from '../../main/sandbox/store';
import type { World } from './world';

interface DoubtfulBatch {
  readonly id: number;
  readonly zip_sha256: string;
}

/** What waits for a person; 'died': the program was killed over the question. */
export async function attention(world: World): Promise<readonly AttentionItem[] | 'died'> {
  const answer = await world.ask({ do: 'attention' });
  return answer === 'died' ? answer : (answer.value as readonly AttentionItem[]);
}

/**
 * Decides every batch in doubt by looking at what the server stored: "it arrived", or "send again". A hasty person sends
 * again without looking, which may deliver twice, and is on record.
 */
export async function decideDoubts(world: World, { hasty }: { hasty: boolean }): Promise<number> {
  const doubts = await world.rows<DoubtfulBatch>(
    `select id, zip_sha256 from batch where state = 'in-doubt' order by id`,
  );
  if (doubts === 'died') return 0;
  let decided = 0;
  for (const { id, zip_sha256 } of doubts) {
    const stored = await storedUnclaimed(world, zip_sha256);
    if (hasty && stored !== null) world.hastyDecisions += 1;
    const decision =
      stored === null || hasty
        ? ({ kind: 'send-again' } as const)
        : ({ kind: 'arrived', serverBatchId: stored.batchId } as const);
    if ((await world.ask({ do: 'decide', batchId: id, decision })) === 'died') return decided;
    decided += 1;
  }
  return decided;
}

/** Answers everything that can be answered: doubts, held batches, a paused credential, sets without a number. */
export async function answerAll(world: World): Promise<number> {
  const items = await attention(world);
  if (items === 'died') return 0;
  let answered = 0;
  for (const item of items) {
    if (item.kind === 'credential-paused') await world.ask({ do: 'resume', credentialId: item.credentialId });
    else if (item.kind === 'batch-held') {
      await world.ask({ do: 'decide', batchId: item.batch.id, decision: { kind: 'retry' } });
    } else if (item.kind === 'set' && item.reason === 'no-number') await tellSetNumber(world, item.setId, item.name);
    else continue;
    answered += 1;
  }
  return answered + (await decideDoubts(world, { hasty: false }));
}

/** The batch that the server stored from this zip and that no batch of the ledger has for its own. */
async function storedUnclaimed(world: World, zipSha256: string): Promise<ReceivedBatch | null> {
  await world.serverIsQuiet();
  const rows = await world.rows<{ server_batch_id: string }>(
    `select server_batch_id from batch where server_batch_id is not null`,
  );
  const claimed = new Set(rows === 'died' ? [] : rows.map(({ server_batch_id }) => server_batch_id));
  const received = await world.sandbox.received();
  return received.find((batch) => batch.zipSha256 === zipSha256 && !claimed.has(batch.batchId)) ?? null;
}

async function tellSetNumber(world: World, setId: number, name: string): Promise<void> {
  const rows = await world.rows<{ reference_number: string }>(
    `select reference_number from document_set where reference_number is not null`,
  );
  if (rows === 'died') return;
  const known = new Set(rows.map(({ reference_number }) => reference_number));
  const made = world.sandbox.sets().sets.find((set) => set.name === name && !known.has(set.referenceNumber));
  if (made === undefined) return;
  await world.ask({ do: 'set-number', setId, referenceNumber: made.referenceNumber });
}

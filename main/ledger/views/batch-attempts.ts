// The attempts of one batch, and what is kept of each reply. Secrets were taken out before it was kept (queue/evidence.ts).
import { z } from 'zod';
import type { AttemptEvidenceView, AttemptView, Page, PageRequest } from '../../../preload/contract';
import type { BatchId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';

/** Newest first. */
export async function attemptsOfBatch(
  db: LedgerDatabase,
  { offset, limit, batchId }: PageRequest & { batchId: number },
): Promise<Page<AttemptView>> {
  const id = batchId as BatchId;
  const { total } = await db
    .selectFrom('attempt')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('batch_id', '=', id)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('attempt')
    .innerJoin('batch', 'batch.id', 'attempt.batch_id')
    .select(['attempt.number', 'attempt.started_at', 'attempt.ended_at', 'attempt.outcome', 'attempt.status'])
    .select(['attempt.bytes_sent', 'attempt.content_length', 'batch.attempts', 'batch.server_words', 'batch.retry_at'])
    .select(({ or, eb }) =>
      or([eb('attempt.headers', 'is not', null), eb('attempt.reply', 'is not', null)])
        .$castTo<0 | 1>()
        .as('has_evidence'),
    )
    .where('attempt.batch_id', '=', id)
    .orderBy('attempt.number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  const items = rows.map((row): AttemptView => {
    const isLast = row.number === row.attempts && row.ended_at !== null;
    return {
      ...{ number: row.number, startedAt: row.started_at, endedAt: row.ended_at, outcome: row.outcome },
      ...{ status: row.status, bytesSent: row.bytes_sent, contentLength: row.content_length },
      serverWords: isLast ? row.server_words : null,
      retryAt: isLast ? row.retry_at : null,
      hasEvidence: row.has_evidence === 1,
    };
  });
  return { items, total };
}

/** null when there is no such attempt. */
export async function attemptEvidence(
  db: LedgerDatabase,
  { batchId, attempt }: { readonly batchId: number; readonly attempt: number },
): Promise<AttemptEvidenceView | null> {
  const row = await db
    .selectFrom('attempt')
    .select(['headers', 'reply'])
    .where('batch_id', '=', batchId as BatchId)
    .where('number', '=', attempt)
    .executeTakeFirst();
  return row === undefined ? null : { headers: headersOf(row.headers), body: bodyOf(row.reply) };
}

const keptHeaders = z.record(z.string(), z.unknown());
// A server's own session is no secret of ours, but nobody's business either.
const hidden = /^(set-cookie2?|(proxy-)?authorization|.*token.*|x-api-key)$/i;

function headersOf(headers: string | null): (readonly [string, string])[] {
  if (headers === null) return [];
  const parsed = keptHeaders.safeParse(parsedOrNull(headers));
  // Taking a secret out may have broken the JSON; what is left is shown as it stands.
  if (!parsed.success) return [['', headers]];
  return Object.entries(parsed.data).map(([name, value]) => [name, hidden.test(name) ? '•••' : wordsOf(value)]);
}

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(wordsOf).join(', ') : JSON.stringify(value);
}

// What evidence.ts keeps, in characters.
const keptCharacters = 64 * 1024;
const hexCharacters = 64;
// Control characters that no text has (tabs and line ends it does), and what stands for bytes that are no UTF-8.
const strange = /(?![\t\n\v\f\r])[\p{Cc}\uFFFD]/gu;

function bodyOf(reply: string | null): AttemptEvidenceView['body'] {
  if (reply === null || reply === '') return { kind: 'none' };
  const isCutOff = reply.length >= keptCharacters;
  const strangers = reply.slice(0, 4_096).match(strange)?.length ?? 0;
  if (strangers * 20 <= Math.min(reply.length, 4_096)) return { kind: 'text', text: reply, isCutOff };
  return { kind: 'binary', hex: Array.from(reply.slice(0, hexCharacters), toHex).join(' '), isCutOff };
}

/** A byte that could not be read as text is not known any more. */
function toHex(character: string): string {
  return character === '\uFFFD' ? '??' : Buffer.from(character, 'utf8').toString('hex');
}

// Reads what a server answered: the contract's JSON, and for everything else the words that a person can use.
import { redact } from './redact';

export { redact };

export type Reply =
  | {
      readonly kind: 'batch';
      readonly batchId: string;
      readonly setReferenceNumber: string | null;
      readonly releaseVersion: string | null;
    }
  | { readonly kind: 'json'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'other' };

// contract.md: the key of the batch id really is this sentence.
const batchIdKey = 'Function successfully executed!';
const longestWords = 200;

/** Parses a reply's text. Noise around the JSON is skipped, as some servers send it. Never throws. */
export function parseReply(text: string): Reply {
  const value = parseObject(text);
  if (value === null) return { kind: 'other' };
  const batchId = value[batchIdKey] ?? entryLike(value, batchIdKey);
  if (typeof batchId !== 'string' || batchId.trim() === '') return { kind: 'json', value };
  return {
    kind: 'batch',
    batchId: batchId.trim(),
    setReferenceNumber: asText(value['set_reference_number']),
    releaseVersion: asText(value['release_version']),
  };
}

/** The server's own words in at most 200 characters, without the given secrets; null when it said nothing readable. */
export function serverWords(text: string, secrets: readonly string[] = []): string | null {
  const value = parseObject(text);
  // Before the markup goes as well: a secret may look like a tag.
  const words = value === null ? withoutMarkup(redact(text, secrets)) : wordsOf(value);
  return shownWords(words, secrets);
}

/** Text of the server's as it may be shown: one line, at most 200 characters, no secrets; null when nothing is left. */
export function shownWords(text: string, secrets: readonly string[]): string | null {
  const clean = redact(text, secrets)
    // Control characters, and those that turn the direction of the text around them.
    .replace(/[\p{Cc}\s\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
  if (clean === '') return null;
  if (clean.length <= longestWords) return clean;
  return `${clean.slice(0, longestWords - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function parseObject(text: string): Record<string, unknown> | null {
  const end = text.lastIndexOf('}') + 1;
  for (
    let start = text.indexOf('{'), tries = 0;
    start !== -1 && tries < 5;
    start = text.indexOf('{', start + 1), tries += 1
  ) {
    try {
      const value: unknown = JSON.parse(text.slice(start, end));
      if (typeof value === 'object' && value !== null) return { ...value };
    } catch {
      // Noise with a brace in it; the object may begin later.
    }
  }
  return null;
}

function entryLike(value: Readonly<Record<string, unknown>>, key: string): unknown {
  const bare = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');
  return Object.entries(value).find(([name]) => bare(name) === bare(key))?.[1];
}

function asText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function wordsOf(value: Readonly<Record<string, unknown>>): string {
  for (const key of ['error', 'message', 'detail', 'msg', 'description']) {
    const words = value[key];
    if (typeof words === 'string' && words.trim() !== '') return words;
  }
  // A token endpoint may answer with tokens where something else was expected.
  return JSON.stringify(value, (key, part: unknown) => (/token|password|secret/i.test(key) ? undefined : part));
}

function withoutMarkup(text: string): string {
  const head = text.slice(0, 20_000);
  const title = /<title[^<>]*>([^<]*)<\/title>/i.exec(head)?.[1]?.trim();
  if (title !== undefined && title !== '') return title;
  return head.replace(/<(script|style)[\s\S]*?(<\/\1>|$)/gi, ' ').replace(/<[^<>]*>/g, ' ');
}

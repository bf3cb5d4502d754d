// Reads what a server answered: the contract's JSON, and for everything else the words that a person can use.

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

/** Parses a reply's text. Noise before the JSON is skipped, as some servers send it. Never throws. */
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
  const words = value === null ? withoutMarkup(text) : wordsOf(value);
  const clean = redact(words, secrets)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (clean === '') return null;
  return clean.length > longestWords ? `${clean.slice(0, longestWords - 1)}…` : clean;
}

/** Replaces every occurrence of a secret. Also used for whatever is kept as evidence. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret !== '').reduce((clean, secret) => clean.replaceAll(secret, '•••'), text);
}

function parseObject(text: string): Record<string, unknown> | null {
  for (
    let start = text.indexOf('{'), tries = 0;
    start !== -1 && tries < 5;
    start = text.indexOf('{', start + 1), tries += 1
  ) {
    try {
      const value: unknown = JSON.parse(text.slice(start));
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
  return JSON.stringify(value);
}

function withoutMarkup(text: string): string {
  const head = text.slice(0, 20_000);
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(head)?.[1]?.trim();
  if (title !== undefined && title !== '') return title;
  return head.replace(/<(script|style)[\s\S]*?(<\/\1>|$)/gi, ' ').replace(/<[^>]*>/g, ' ');
}

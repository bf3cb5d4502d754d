// The log as it may leave the computer: known fields with values that cannot quote anybody. An older program, or a server's
// batch id, may have put something else into it.
const kinds = ['type', 'state', 'reason', 'cause', 'result', 'decision', 'problem', 'name', 'code'] as const;
const numbers = ['documentId', 'batchId', 'attempt', 'documents', 'seen', 'ignored', 'zipSizeBytes'] as const;
const ids = ['folderId', 'credentialId'] as const;
const isKind = /^[A-Za-z][A-Za-z0-9_-]{0,40}$/;
const isId = /^[A-Za-z0-9_-]{1,80}$/;
const isTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** Of "at async open (/opt/Batchdrop/x.js:1:2)" the function, and the file without its folders. */
const frame = /^\s*at (?:(?:async )?([\w.$<>[\] ]{1,80}) \()?[^\n]*?([\w.-]{1,60}:\d+:\d+)\)?$/;

/** Every line that is the program's, reduced to what is known to be harmless; the others are left out and counted. */
export function safeLog(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '');
  const safe = lines.flatMap((line) => {
    const entry = safeEntry(line);
    return entry === null ? [] : [JSON.stringify(entry)];
  });
  const left = lines.length - safe.length;
  return [...safe, ...(left === 0 ? [] : [JSON.stringify({ type: 'left-out', lines: left })]), ''].join('\n');
}

function safeEntry(line: string): object | null {
  const entry = parsed(line);
  if (entry === null) return null;
  const { time, type, where, frames } = entry;
  if (!fits(time, isTime) || !fits(type, isKind)) return null;
  return {
    time,
    ...pick(entry, kinds, (value) => fits(value, isKind)),
    ...pick(entry, numbers, (value) => typeof value === 'number'),
    ...pick(entry, ids, (value) => fits(value, isId)),
    ...(fits(where, /^[A-Za-z.-]{1,60}$/) ? { where } : {}),
    ...(Array.isArray(frames) ? { frames: safeFrames(frames) } : {}),
  };
}

function safeFrames(frames: readonly unknown[]): string[] {
  return frames.flatMap((line) => {
    const [, name = 'anonymous', place] = (typeof line === 'string' ? frame.exec(line) : null) ?? [];
    return place === undefined ? [] : [`at ${name} (${place})`];
  });
}

function pick(
  entry: Readonly<Record<string, unknown>>,
  names: readonly string[],
  may: (value: unknown) => boolean,
): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (may(entry[name]) ? [[name, entry[name]]] : [])));
}

function fits(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

// How every export writes a CSV cell.

/** RFC 4180 wants it. The byte order mark is what tells Excel that the file is UTF-8; every other reader skips it. */
export const csvStart = '\uFEFF';

/**
 * A spreadsheet takes a cell that begins with one of these characters for a formula, and a file name may be anything:
 * it gets an apostrophe in front (OWASP, "CSV Injection").
 */
export function toCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** ISO 8601 in UTC; an altered time that is none is shown as it stands. */
export function toTime(ms: number): string | number {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? ms : time.toISOString();
}

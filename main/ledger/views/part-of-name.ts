// Whether a name has a text as a part of it, as people read both: loosely in SQL, then exactly.

/**
 * A LIKE pattern (escape '\') that lets through everything that `hasPart` finds, and more: SQLite's LIKE knows the capitals
 * of ASCII letters only, and macOS writes an umlaut as two characters. So anything may stand where other characters are.
 */
export function partPattern(wanted: string): string {
  return `%${looseText(wanted)}%`;
}

/** As `partPattern`, for how a name begins. */
export function beginningPattern(wanted: string): string {
  return `${looseText(wanted)}%`;
}

/** Capitals do not matter, nor how an umlaut is put together. `wanted` is NFC. */
export function hasPart(name: string, wanted: string): boolean {
  return name.normalize('NFC').toLowerCase().includes(wanted.toLowerCase());
}

function looseText(wanted: string): string {
  return wanted.replaceAll(/[\\%_]/g, (character) => `\\${character}`).replaceAll(/[^\0-\x7F]+/g, '%');
}

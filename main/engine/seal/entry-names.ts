// Names the entries of a zip: flat, unique on every file system, as close to the document's own name as possible.
import type { DocumentKind } from '../model';

export interface NamedDocument {
  /** With `/` between names. */
  readonly relativePath: string;
  readonly kind: DocumentKind;
}

// The longest name that ext4, APFS and NTFS all take.
const longestNameBytes = 255;
// The first one is added to a name that has none of them.
const extensions: Readonly<Record<DocumentKind, readonly [string, ...string[]]>> = {
  pdf: ['pdf'],
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
  bmp: ['bmp', 'dib'],
  gif: ['gif'],
  webp: ['webp'],
};
// Half a surrogate pair has no UTF-8 form. Marks of direction, line ends and blanks that nobody sees make a name look like
// another one ("invoice<mark>fdp.exe"); the joiners U+200C and U+200D stay, because words and emoji are written with them.
const forbiddenCharacter =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0001}/\\:*?"<>|]/gu;
// Windows takes these for devices whatever follows the first dot.
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))/i;

// Letters of which each has two forms and nothing more; so are nearly all names.
const plain = /^[\x20-\x7e]*$/;

interface Name {
  readonly stem: string;
  /** With its dot. */
  readonly extension: string;
}

/**
 * The entry names for these documents, in their order. The names depend on the documents alone, not on their order:
 * of several with one name the first by relative path keeps it, the others become `name (2).pdf` and so on.
 */
export function entryNames(documents: readonly NamedDocument[]): string[] {
  const inOrder = documents.map((document, index) => ({ index, ...document, name: ownName(document) })).sort(byPath);
  const names = new Array<string>(documents.length);
  const taken = new Set<string>();
  const colliding: typeof inOrder = [];
  // Own names first: a document that really is called "scan (2).pdf" keeps that name.
  for (const document of inOrder) {
    const name = fitted(document.name, '');
    const key = comparable(name);
    if (taken.has(key)) colliding.push(document);
    else {
      taken.add(key);
      names[document.index] = name;
    }
  }
  const lastNumbers = new Map<string, number>();
  for (const { index, name } of colliding) {
    const key = comparable(fitted(name, ''));
    let number = lastNumbers.get(key) ?? 1;
    let numbered: string;
    do {
      number += 1;
      numbered = fitted(name, ` (${number})`);
    } while (taken.has(comparable(numbered)));
    lastNumbers.set(key, number);
    taken.add(comparable(numbered));
    names[index] = numbered;
  }
  return names;
}

function ownName({ relativePath, kind }: NamedDocument): Name {
  const original = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  const safe = original
    .replace(forbiddenCharacter, '_')
    .trim()
    // Windows drops dots and spaces at the end; a dot in front hides the file elsewhere.
    .replace(/[.\s]+$/u, '')
    .replace(/^\.+/u, '_')
    .replace(deviceName, (device) => `${device}_`);
  const dot = safe.lastIndexOf('.');
  const fits = dot > 0 && extensions[kind].includes(safe.slice(dot + 1).toLowerCase());
  if (fits) return { stem: safe.slice(0, dot), extension: safe.slice(dot) };
  return { stem: safe === '' ? 'document' : safe, extension: `.${extensions[kind][0]}` };
}

/** The name with `suffix` before its extension; the stem gives way when the whole would be too long. */
function fitted({ stem, extension }: Name, suffix: string): string {
  const room = longestNameBytes - Buffer.byteLength(suffix + extension);
  if (Buffer.byteLength(stem) <= room) return stem + suffix + extension;
  let kept = '';
  let keptBytes = 0;
  for (const character of stem) {
    keptBytes += Buffer.byteLength(character);
    if (keptBytes > room) break;
    kept += character;
  }
  return kept.trimEnd() + suffix + extension;
}

/** Equal for names that some file system takes for the same. */
function comparable(name: string): string {
  if (plain.test(name)) return name.toLowerCase();
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function byPath(a: NamedDocument, b: NamedDocument): number {
  if (a.relativePath === b.relativePath) return 0;
  return a.relativePath < b.relativePath ? -1 : 1;
}

// Names what a file that is no document seems to be, so that a person sees at once what went astray.

interface Clue {
  readonly offset: number;
  readonly bytes: Buffer;
  readonly name: string;
}

const clue = (name: string, bytes: string | Buffer, offset = 0): Clue => ({
  name,
  offset,
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
});
const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');

// Formats that can hold a whole PDF as it is.
const containers: readonly Clue[] = [
  clue('ZIP archive', 'PK\x03\x04'),
  clue('ZIP archive', 'PK\x05\x06'),
  clue('7-Zip archive', hex('377abcaf271c')),
  clue('RAR archive', 'Rar!\x1a\x07'),
  clue('TAR archive', 'ustar', 257),
  clue('gzip archive', hex('1f8b08')),
  clue('old Office document or Outlook message', hex('d0cf11e0a1b11ae1')),
  clue('Windows program', 'MZ'),
  clue('program', '\x7fELF'),
];
const others: readonly Clue[] = [
  clue('RTF document', '{\\rtf'),
  clue('PostScript', '%!PS'),
  clue('HEIC image', 'ftyphei', 4),
  clue('HEIC image', 'ftypmif1', 4),
  clue('AVIF image', 'ftypavif', 4),
  clue('video', 'ftyp', 4),
  clue('JPEG 2000 image', hex('0000000c6a5020200d0a870a')),
  clue('JPEG 2000 image', hex('ff4fff51')),
  clue('DjVu document', 'AT&TFORM'),
  clue('Photoshop image', '8BPS'),
  clue('text', hex('fffe')),
  clue('text', hex('feff')),
];
const officeFolders: readonly (readonly [string, string])[] = [
  ['word/', 'Word document'],
  ['xl/', 'Excel workbook'],
  ['ppt/', 'PowerPoint presentation'],
  ['opendocument', 'OpenDocument file'],
  ['[Content_Types].xml', 'Office document'],
];

/** Whether the bytes begin a format that can hold a whole PDF as it is. */
export function startsAsContainer(head: Buffer): boolean {
  return nameBy(containers, head) !== null;
}

/** The name of what the first bytes of a file look like. */
export function seemsToBe(head: Buffer): string {
  const container = nameBy(containers, head);
  if (container === 'ZIP archive') return officeName(head) ?? container;
  return container ?? nameBy(others, head) ?? textName(head) ?? 'unknown content';
}

function nameBy(clues: readonly Clue[], head: Buffer): string | null {
  const found = clues.find(({ offset, bytes }) => head.subarray(offset, offset + bytes.length).equals(bytes));
  return found?.name ?? null;
}

function officeName(head: Buffer): string | null {
  return officeFolders.find(([folder]) => head.includes(folder))?.[1] ?? null;
}

function textName(head: Buffer): string | null {
  const text = head.toString('latin1');
  // Control characters that no text has, apart from tab, line ends and form feed.
  if (/[^\t\n\f\r -~\x80-\xff]/.test(text)) return null;
  const start = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^<(?:!doctype html|html)\b/i.test(start)) return 'HTML page';
  if (start.startsWith('<?xml')) return 'XML document';
  if (/^(?:received|return-path|from|mime-version|delivered-to|message-id):/i.test(start)) return 'e-mail message';
  return 'text';
}

// Decodes the two notations of PDF strings (ISO 32000-1, 7.3.4).

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
]);
const octalCode = /^[0-7]{1,3}/;
const lineEnd = /^(?:\r\n|\r|\n)/;

/** The string whose opening parenthesis stands just before `start`, in Latin-1; null when nothing closes it. */
export function readLiteralString(text: string, start: number): { bytes: Buffer; end: number } | null {
  let value = '';
  let open = 1;
  for (let at = start; at < text.length;) {
    const character = text.charAt(at);
    at += 1;
    if (character === '\\') {
      const escape = readEscape(text, at);
      value += escape.value;
      at = escape.end;
      continue;
    }
    if (character === '(') open += 1;
    if (character === ')') open -= 1;
    if (open === 0) return { bytes: Buffer.from(value, 'latin1'), end: at };
    // Any line end in a string stands for one line feed.
    if (character === '\r') {
      if (text[at] === '\n') at += 1;
      value += '\n';
    } else value += character;
  }
  return null;
}

/** What follows a backslash: a code, a continued line, or a character of its own. */
function readEscape(text: string, at: number): { value: string; end: number } {
  const ahead = text.slice(at, at + 3);
  const code = octalCode.exec(ahead)?.[0];
  if (code !== undefined) return { value: String.fromCharCode(parseInt(code, 8) & 0xff), end: at + code.length };
  const continued = lineEnd.exec(ahead)?.[0];
  if (continued !== undefined) return { value: '', end: at + continued.length };
  return { value: escapes.get(text.charAt(at)) ?? text.charAt(at), end: at + 1 };
}

/** The bytes of a hexadecimal string without its angle brackets; a digit that is missing at the end is a zero. */
export function hexBytes(digits: string): Buffer {
  const hex = digits.replace(/[^\da-fA-F]/g, '');
  return Buffer.from(hex.length % 2 === 0 ? hex : `${hex}0`, 'hex');
}

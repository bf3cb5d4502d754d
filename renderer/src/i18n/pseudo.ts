// A language for tests: English that shows where a text is not translated, is put together from pieces, or has no room.

const accents: Record<string, string> = {
  ...{ a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', g: 'ĝ', h: 'ĥ', i: 'í', k: 'ķ', l: 'ļ', n: 'ñ', o: 'ö', p: 'þ', r: 'ŕ' },
  ...{ s: 'š', t: 'ţ', u: 'û', w: 'ŵ', y: 'ý', z: 'ž', A: 'Á', B: 'Ɓ', C: 'Ç', D: 'Ð', E: 'É', H: 'Ĥ', I: 'Í', L: 'Ļ' },
  ...{ N: 'Ñ', O: 'Ö', P: 'Þ', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Û', W: 'Ŵ', Y: 'Ý', Z: 'Ž' },
};
const placeholder = /\{\{.*?\}\}/;

export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/** Every text of a tree in the test language: "Retry" becomes "[Ŕéţŕý~~]", placeholders stay. */
export function pseudoTexts(texts: TextTree): TextTree {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, typeof text === 'string' ? pseudo(text) : pseudoTexts(text)]),
  );
}

function pseudo(text: string): string {
  const pieces = text.split(new RegExp(`(${placeholder.source})`));
  const changed = pieces.map((piece) => (placeholder.test(piece) ? piece : piece.replace(/[a-z]/gi, accented)));
  // German is about a third longer than English.
  return `[${changed.join('')}${'~'.repeat(Math.ceil(text.length / 3))}]`;
}

function accented(letter: string): string {
  return accents[letter] ?? letter;
}

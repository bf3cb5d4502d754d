// Checks that no text of the window stands in its source: each has to come from a key (docs/decisions/0015-texts.md).
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** What is not to be translated, with the reason. The name is that of the file within renderer/src. */
const allowed: readonly { readonly file: string; readonly text: string; readonly reason: string }[] = [
  { file: 'shell/wordmark.tsx', text: 'Batchdrop', reason: 'the product’s name' },
  { file: 'credentials/server-fields.tsx', text: 'https://', reason: 'how an address begins' },
  { file: 'folders/set-name-preview.ts', text: 'Acme Ltd', reason: 'an invented name of a folder: data' },
];

/** Attributes that hold nothing but what people read. */
const textAttributes: ReadonlySet<string> = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext'],
  ...['alt', 'title', 'label', 'placeholder', 'description', 'text'],
]);
/** Attributes, and properties of objects, whose value is read by people unless it is a kind or an id. */
const shownNames: ReadonlySet<string> = new Set([
  ...[...textAttributes, 'name', 'lead', 'what', 'summary', 'help', 'never', 'confirm', 'message', 'source'],
]);
/** Functions that show their first argument. */
const showing: ReadonlySet<string> = new Set(['showDone', 'showProblem', 'showSaved', 'announce']);

const sources: Record<string, string> = import.meta.glob('../**/*.{ts,tsx}', {
  ...{ query: '?raw', import: 'default', eager: true },
});
const files = Object.entries(sources)
  .map(([path, source]) => ({ file: nameWithinSource(path), source }))
  .filter(({ file }) => !file.endsWith('.test.ts') && !file.endsWith('.d.ts'));

describe('the source of the window', () => {
  it('holds no text that people read', () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap(({ file, source }) =>
      hardCodedTexts(file, source).filter(({ text }) => !isAllowed(file, text)),
    );
    expect(found.map(({ place, text }) => `renderer/src/${place}  “${text}”`)).toEqual([]);
  });

  it('still needs every exception', () => {
    const isNeeded = ({ file, text }: (typeof allowed)[number]) =>
      hardCodedTexts(file, sources[`../${file}`] ?? '').some((found) => found.text === text);
    expect(allowed.filter((exception) => !isNeeded(exception))).toEqual([]);
  });
});

describe('the search for such texts', () => {
  it.each([
    ['<p>\n  Hello {name}\n</p>', ['a.tsx:2 Hello']],
    ['<p>{isDone ? "done" : <b>not yet</b>}</p>', ['a.tsx:1 done', 'a.tsx:1 not yet']],
    ['<p>{isDone && `${count} files`}</p>', ['a.tsx:1 … files']],
    [
      '<b aria-label="Close" title={`of ${file}, now`} label={x ?? "two words"} />',
      [...['a.tsx:1 Close', 'a.tsx:1 of …, now', 'a.tsx:1 two words']],
    ],
    [
      '<b label="close" title="of" description={isOn ? "on" : t("a")} />',
      ['a.tsx:1 close', 'a.tsx:1 of', 'a.tsx:1 on'],
    ],
    ['const place = { title: "On the way", tone: "moving" };', ['a.tsx:1 On the way']],
    ['showDone("saved"); showProblem(`Batch ${id}`, problem);', ['a.tsx:1 saved', 'a.tsx:1 Batch …']],
    ['const names: Record<State, string> = { open: "Open, or not" };', ['a.tsx:1 Open, or not']],
    [
      'function words() { return n > 1 ? `Too many: ${n}` : "None at all."; }',
      ['a.tsx:1 Too many: …', 'a.tsx:1 None at all.'],
    ],
  ])('finds those of %s', (source, texts) => {
    expect(hardCodedTexts('a.tsx', source).map(({ place, text }) => `${place} ${text}`)).toEqual(texts);
  });

  it.each([
    '<p className="dim row" data-testid="a b">{t("a.b c")} · {count}%</p>',
    '<input name="path" aria-label={t(`a.${state}`)} title={state === "in-doubt" ? t("a") : undefined} />',
    'throw new Error("This cannot be");',
    'const css = { gridTemplateColumns: "1fr 2fr", id: "files" };',
  ])('leaves %s alone', (source) => {
    expect(hardCodedTexts('a.tsx', source)).toEqual([]);
  });
});

interface Found {
  /** file:line */
  readonly place: string;
  readonly text: string;
}

/** Texts that are on screen, or read out, as they stand in the source. */
function hardCodedTexts(file: string, source: string): readonly Found[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  // By where it starts: more than one rule may find it.
  const found = new Map<number, Found>();
  const note = (node: ts.Node, isText: (text: string) => boolean) => {
    const text = textOf(node).trim();
    if (!isText(text)) return;
    const start = node.getStart(tree) + (ts.isJsxText(node) ? node.text.length - node.text.trimStart().length : 0);
    found.set(start, { place: `${file}:${tree.getLineAndCharacterOfPosition(start).line + 1}`, text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, hasLetters);
    if (isLiteral(node) && !isForDevelopers(node.parent)) note(node, isSentence);
    for (const [part, isText] of shownParts(node)) for (const literal of literalsIn(part)) note(literal, isText);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...found.values()];
}

type Shown = readonly [expression: ts.Node, isText: (text: string) => boolean];

/** The expressions of a node whose value people read, and what of them is a text rather than a kind or an id. */
function shownParts(node: ts.Node): readonly Shown[] {
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression !== undefined) {
    return [[node.expression, hasLetters]];
  }
  if (ts.isJsxAttribute(node) && shownNames.has(node.name.getText()) && node.initializer !== undefined) {
    const value = ts.isJsxExpression(node.initializer) ? (node.initializer.expression ?? node) : node.initializer;
    return [[value, textAttributes.has(node.name.getText()) ? hasLetters : isWords]];
  }
  if (ts.isPropertyAssignment(node) && shownNames.has(nameOf(node.name))) return [[node.initializer, isWords]];
  if (ts.isCallExpression(node) && showing.has(node.expression.getText()) && node.arguments[0] !== undefined) {
    return [[node.arguments[0], hasLetters]];
  }
  return [];
}

/** The literals and templates that an expression may become; what is asked, called or compared on the way is not shown. */
function literalsIn(node: ts.Node): readonly ts.Node[] {
  if (ts.isStringLiteralLike(node)) return [node];
  if (ts.isTemplateExpression(node)) {
    return [node, ...node.templateSpans.flatMap((span) => literalsIn(span.expression))];
  }
  if (ts.isConditionalExpression(node)) return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return literalsIn(node.expression);
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(literalsIn);
  if (ts.isBinaryExpression(node)) {
    const kind = node.operatorToken.kind;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return literalsIn(node.right);
    if (joining.has(kind)) return [...literalsIn(node.left), ...literalsIn(node.right)];
  }
  return [];
}

const joining: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.PlusToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken],
]);

function isLiteral(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

/** The message of an error, which is for the log. */
function isForDevelopers(parent: ts.Node): boolean {
  return ts.isNewExpression(parent) || (ts.isCallExpression(parent) && parent.expression.kind === superKeyword);
}

const superKeyword = ts.SyntaxKind.SuperKeyword;

function textOf(node: ts.Node): string {
  if (ts.isJsxText(node) || ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…');
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** A kind, an id or a unit is one word without capitals. */
function isWords(text: string): boolean {
  return hasLetters(text) && (/^\p{Lu}/u.test(text) || /\s/.test(text));
}

/** Wherever it stands: words that only people read. */
function isSentence(text: string): boolean {
  return /^\p{Lu}\p{Ll}*\P{L}*\s\p{L}/u.test(text);
}

function nameWithinSource(path: string): string {
  return path.startsWith('./') ? `i18n/${path.slice(2)}` : path.replace(/^\.\.\//, '');
}

function isAllowed(file: string, text: string): boolean {
  return allowed.some((exception) => exception.file === file && exception.text === text);
}

// Parses the few kinds of PDF objects that a trailer and an encryption dictionary are made of (ISO 32000-1, 7.3).
import { hexBytes, readLiteralString } from './pdf-string';

export type PdfObject =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'string'; readonly bytes: Buffer }
  | { readonly type: 'array'; readonly items: readonly PdfObject[] }
  | { readonly type: 'dictionary'; readonly entries: PdfDictionary }
  | { readonly type: 'reference'; readonly objectNumber: number; readonly generation: number }
  /** true, false, null, or any other bare word. */
  | { readonly type: 'word'; readonly word: string };

export type PdfDictionary = ReadonlyMap<string, PdfObject>;

export interface ParsedObject {
  readonly object: PdfObject;
  /** Where the next byte after the object stands. */
  readonly end: number;
}

const deepestNesting = 20;
const blank = /[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*/y;
const numberWord = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const referenceWord = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const nameWord = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const hexString = /<([\da-fA-F\0\t\n\f\r ]*)>/y;
const bareWord = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;

/** The object at `start` of text in Latin-1 (one character per byte), blanks before it skipped; null when there is none. */
export function parseObject(text: string, start: number, depth = 0): ParsedObject | null {
  if (depth > deepestNesting) return null;
  const at = match(blank, text, start)?.end ?? start;
  if (text.startsWith('<<', at)) return parseDictionary(text, at + 2, depth);
  if (text[at] === '[') return parseArray(text, at + 1, depth);
  if (text[at] === '(') {
    const string = readLiteralString(text, at + 1);
    return string === null ? null : { object: { type: 'string', bytes: string.bytes }, end: string.end };
  }
  const reference = match(referenceWord, text, at);
  if (reference !== null) {
    const [objectNumber = '', generation = ''] = reference.groups;
    const object = { type: 'reference', objectNumber: Number(objectNumber), generation: Number(generation) } as const;
    return { object, end: reference.end };
  }
  const number = match(numberWord, text, at);
  if (number !== null) return { object: { type: 'number', value: Number(number.whole) }, end: number.end };
  const name = match(nameWord, text, at);
  if (name !== null) return { object: { type: 'name', name: unescapedName(name.groups[0] ?? '') }, end: name.end };
  const hex = match(hexString, text, at);
  if (hex !== null) return { object: { type: 'string', bytes: hexBytes(hex.groups[0] ?? '') }, end: hex.end };
  const word = match(bareWord, text, at);
  return word === null ? null : { object: { type: 'word', word: word.whole }, end: word.end };
}

/** The entries of the dictionary at `start`, and where it ends; null when there is no whole one. */
export function parseDictionaryAt(text: string, start: number): { entries: PdfDictionary; end: number } | null {
  const parsed = parseObject(text, start);
  return parsed?.object.type === 'dictionary' ? { entries: parsed.object.entries, end: parsed.end } : null;
}

export function numberIn(dictionary: PdfDictionary, key: string): number | null {
  const object = dictionary.get(key);
  return object?.type === 'number' ? object.value : null;
}

export function nameIn(dictionary: PdfDictionary, key: string): string | null {
  const object = dictionary.get(key);
  return object?.type === 'name' ? object.name : null;
}

export function stringIn(dictionary: PdfDictionary, key: string): Buffer | null {
  const object = dictionary.get(key);
  return object?.type === 'string' ? object.bytes : null;
}

export function dictionaryIn(dictionary: PdfDictionary, key: string): PdfDictionary | null {
  const object = dictionary.get(key);
  return object?.type === 'dictionary' ? object.entries : null;
}

export function arrayIn(dictionary: PdfDictionary, key: string): readonly PdfObject[] | null {
  const object = dictionary.get(key);
  return object?.type === 'array' ? object.items : null;
}

function parseDictionary(text: string, start: number, depth: number): ParsedObject | null {
  const entries = new Map<string, PdfObject>();
  for (let at = start; ;) {
    at = match(blank, text, at)?.end ?? at;
    if (text.startsWith('>>', at)) return { object: { type: 'dictionary', entries }, end: at + 2 };
    const key = match(nameWord, text, at);
    if (key === null) return null;
    const value = parseObject(text, key.end, depth + 1);
    if (value === null) return null;
    entries.set(unescapedName(key.groups[0] ?? ''), value.object);
    at = value.end;
  }
}

function parseArray(text: string, start: number, depth: number): ParsedObject | null {
  const items: PdfObject[] = [];
  for (let at = start; ;) {
    at = match(blank, text, at)?.end ?? at;
    if (text[at] === ']') return { object: { type: 'array', items }, end: at + 1 };
    const item = parseObject(text, at, depth + 1);
    if (item === null) return null;
    items.push(item.object);
    at = item.end;
  }
}

function unescapedName(name: string): string {
  return name.replace(/#([\da-fA-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

interface Match {
  readonly whole: string;
  readonly groups: readonly (string | undefined)[];
  readonly end: number;
}

function match(pattern: RegExp, text: string, at: number): Match | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : { whole: found[0], groups: found.slice(1), end: at + found[0].length };
}

// Which set a document belongs to, and what a new set is called (contract.md, Sets).
import { basename } from 'node:path';
import type { SetPolicy, WatchedFolder } from '../model';

/** What a set's key and name are made of. */
export interface SetOccasion {
  /** A document of the batch, with `/` between names. */
  readonly relativePath: string;
  /** When the batch's first document became ready, in milliseconds since 1970; written as local date and time. */
  readonly readyAt: number;
  /** Counts the sets of the folder; tells one set per batch from the next. */
  readonly number: number;
}

export type TemplateCheck =
  | 'ok'
  | { readonly problem: 'unknown-placeholder'; readonly placeholder: string }
  | { readonly problem: 'empty' }
  | { readonly problem: 'too-long' };

const longestTemplate = 100;
// The server's own limit is unknown, folder names alone may have 255 characters; `u` counts whole characters.
const tooMuch = /^(.{200}).+$/u;
const placeholder = /\{([^{}]*)\}/g;
const knownPlaceholders: readonly string[] = ['folder', 'subfolder', 'date', 'time', 'number'];

/** Whether a name template can be used. Policies that create no set have no template: anything is fine. */
export function checkTemplate(policy: SetPolicy['policy'], template: string): TemplateCheck {
  if (policy === 'none' || policy === 'existing') return 'ok';
  if (template.trim() === '') return { problem: 'empty' };
  if (template.length > longestTemplate) return { problem: 'too-long' };
  for (const [, name = ''] of template.matchAll(placeholder)) {
    if (!knownPlaceholders.includes(name)) return { problem: 'unknown-placeholder', placeholder: name };
  }
  return 'ok';
}

/**
 * The name of a new set. `{subfolder}` is the folder's own name for documents that lie in no sub-folder; an unknown
 * placeholder stays as it is. Never empty, one line, at most 200 characters.
 */
export function renderSetName(template: string, folderPath: string, occasion: SetOccasion): string {
  const folder = folderName(folderPath);
  const values = new Map([
    ['folder', folder],
    ['subfolder', subfolderOf(occasion.relativePath) ?? folder],
    ['date', localDate(occasion.readyAt)],
    ['time', localTime(occasion.readyAt)],
    ['number', String(occasion.number)],
  ]);
  const filled = template.replace(placeholder, (whole, name: string) => values.get(name) ?? whole);
  return oneLine(filled).replace(tooMuch, '$1').trim() || folder;
}

/** Names the set that a document goes into, the same for all documents of that set; null when the folder uses no sets. */
export function setKey({ id, set }: Pick<WatchedFolder, 'id' | 'set'>, occasion: SetOccasion): string | null {
  const group = setGroup(set.policy, occasion);
  switch (set.policy) {
    case 'none':
      return null;
    case 'existing':
      return `existing:${set.referenceNumber}`;
    case 'known':
      return set.key;
    case 'new-per-folder':
      return `folder:${id}`;
    case 'new-per-subfolder':
      return `subfolder:${id}:${group}`;
    case 'new-per-day':
      return `day:${id}:${group}`;
    case 'new-per-week':
      return `week:${id}:${group}`;
    case 'new-per-month':
      return `month:${id}:${group}`;
    case 'new-per-batch':
      return `batch:${id}:${occasion.number}`;
  }
}

/**
 * Tells documents of one folder apart that belong to different sets, and must not share a batch: by sub-folder, or by the
 * local day, week or month in which they became ready. Not by when they are sealed: what waited for a full disk or for
 * quiet over midnight belongs to the day before. Always empty when the policy does not tell documents apart.
 */
export function setGroup(policy: SetPolicy['policy'], document: Omit<SetOccasion, 'number'>): string {
  switch (policy) {
    case 'new-per-subfolder':
      // Empty for the folder's own documents: a sub-folder may bear the folder's name.
      return subfolderOf(document.relativePath) ?? '';
    case 'new-per-day':
      return localDate(document.readyAt);
    case 'new-per-week':
      return localWeek(document.readyAt);
    case 'new-per-month':
      return localDate(document.readyAt).slice(0, 7);
    case 'none':
    case 'existing':
    case 'known':
    case 'new-per-folder':
    case 'new-per-batch':
      return '';
  }
}

/** The first-level sub-folder that a document lies in, however deep; null for the folder's own documents. */
export function subfolderOf(relativePath: string): string | null {
  const end = relativePath.indexOf('/');
  return end === -1 ? null : relativePath.slice(0, end);
}

function folderName(folderPath: string): string {
  // A drive or share root has no last name: its path has to do.
  return oneLine(basename(folderPath)) || oneLine(folderPath);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

function localDate(at: number): string {
  const date = new Date(at);
  return `${padded(date.getFullYear(), 4)}-${padded(date.getMonth() + 1)}-${padded(date.getDate())}`;
}

/** The Monday that the week begins with (ISO 8601), as a date: no week number is the same in two years. */
function localWeek(at: number): string {
  const monday = new Date(at);
  // Noon, so that a change to or from summer time cannot move the day.
  monday.setHours(12, 0, 0, 0);
  monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7));
  return localDate(monday.getTime());
}

function localTime(at: number): string {
  const date = new Date(at);
  return `${padded(date.getHours())}:${padded(date.getMinutes())}:${padded(date.getSeconds())}`;
}

function padded(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}

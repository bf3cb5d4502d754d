// Shows while typing what a set will be called, by the engine's rules (main/engine/seal/set-name.ts).
import type { SetPolicyName } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { folderName } from '../words/folder-name';
import { problemSentence } from '../words/problems';
import { setNamePlaceholders } from '../words/profile';

const placeholder = /\{([^{}]*)\}/g;
const known: readonly string[] = Object.keys(setNamePlaceholders);
const longestTemplate = 100;
const longestName = 200;

const byDay = t('folders.setName.suggestedByDay', setNamePlaceholders);
const byPeriod = t('folders.setName.suggestedByPeriod', setNamePlaceholders);

/** What a template starts with when its policy is chosen. */
export const suggestedTemplates: Partial<Record<SetPolicyName, string>> = {
  'new-per-folder': '{folder}',
  'new-per-subfolder': '{subfolder}',
  'new-per-day': byDay,
  'new-per-week': byPeriod,
  'new-per-month': byPeriod,
  'new-per-batch': '{folder} {date} {number}',
};

/** The sub-folder that examples speak of. */
export const exampleSubfolder = 'Acme Ltd';

/** null when the template can be used, else the sentence that says what is wrong. */
export function templateProblem(template: string): string | null {
  if (template.trim() === '') return problemSentence({ code: 'required' });
  const unknown = [...template.matchAll(placeholder)].find(([, name = '']) => !known.includes(name));
  if (unknown !== undefined)
    return t('folders.form.unknownPlaceholder', { placeholder: unknown[0], ...setNamePlaceholders });
  return template.length > longestTemplate ? problemSentence({ code: 'invalid-template' }) : null;
}

/** The first set's name, as if a document from a sub-folder arrived now. */
export function previewSetName(template: string, folderPath: string, now: number): string {
  const folder = folderName(folderPath) || 'Scans';
  const date = new Date(now);
  const values = new Map([
    ['folder', folder],
    ['subfolder', exampleSubfolder],
    ['date', [padded(date.getFullYear(), 4), padded(date.getMonth() + 1), padded(date.getDate())].join('-')],
    ['time', [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => padded(part)).join(':')],
    ['number', '1'],
  ]);
  const filled = template.replace(placeholder, (whole, name: string) => values.get(name) ?? whole);
  const oneLine = filled.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return Array.from(oneLine).slice(0, longestName).join('').trim() || folder;
}

/** The local midnight at which documents begin to go into a new set; null when that does not go by the calendar. */
export function nextSetAt(policy: SetPolicyName, now: number): number | null {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  // A day is not always 24 hours long: the calendar counts, not the clock.
  switch (policy) {
    case 'new-per-day':
      return midnight.setDate(midnight.getDate() + 1);
    case 'new-per-week':
      return midnight.setDate(midnight.getDate() + 7 - ((midnight.getDay() + 6) % 7));
    case 'new-per-month':
      return midnight.setMonth(midnight.getMonth() + 1, 1);
    default:
      return null;
  }
}

function padded(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}

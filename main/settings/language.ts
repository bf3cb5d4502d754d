// Which language the window and the system's own parts (tray, menu, notifications) speak.
import { languages, type Language } from '../../preload/contract';

/** What a person chose; `system` follows the computer. */
export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

export interface Speech {
  readonly language: Language;
  /** How dates and numbers are written: BCP 47, such as "de-AT". */
  readonly locale: string;
}

/** `systemLanguages` are the computer's, the preferred one first, as BCP 47. English where nothing fits. */
export function speechFor(choice: LanguageChoice, systemLanguages: readonly string[]): Speech {
  const known = systemLanguages.filter(isLocale);
  if (choice === 'system') {
    const locale = known.find((name) => spoken.has(languageOf(name))) ?? 'en';
    return { language: spoken.get(languageOf(locale)) ?? 'en', locale };
  }
  // Somebody in Vienna who chose German writes numbers as in Austria.
  const language = languageOf(choice);
  return { language: choice, locale: known.find((name) => languageOf(name) === language) ?? language };
}

const spoken: ReadonlyMap<string, Language> = new Map([
  ['en', 'en'],
  ['de', 'de'],
]);

function languageOf(locale: string): string {
  return new Intl.Locale(locale).language;
}

function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    // Linux may name one "C" or "POSIX".
    return false;
  }
}

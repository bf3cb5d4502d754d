// The window's language. It is set once, before anything else of the window is loaded (main.tsx), so that texts can stand
// in constants; another language takes effect when the page is loaded anew.
import { createInstance } from 'i18next';
import type { Language } from '../../../preload/contract';
import { pseudoTexts } from './pseudo';
import { english, german } from './texts';

const i18n = createInstance();
let currentLocale: string | undefined;

const resources: Record<Language, { texts: object }> = {
  en: { texts: english },
  de: { texts: german },
  'en-XA': { texts: pseudoTexts(english) },
};

void i18n.init({
  ...{ resources, lng: 'en', fallbackLng: 'en', defaultNS: 'texts', ns: ['texts'], initAsync: false },
  // React escapes what it shows.
  interpolation: { escapeValue: false },
});
// {{count, number}}: as people of the locale write it, not only of the language.
i18n.services.formatter?.add('number', (value: number) => new Intl.NumberFormat(locale()).format(value));

/** Sets the language for this page. `locale` is how dates and numbers are written, such as "de-AT". */
export async function setLanguage(language: Language, locale: string): Promise<void> {
  currentLocale = locale;
  await i18n.changeLanguage(language);
}

/** How dates and numbers are written; undefined leaves it to the system, as in tests. */
export function locale(): string | undefined {
  return currentLocale;
}

/** The text of a key in the window's language. `count` chooses between one and many. */
export const t = i18n.t;

// Chooses the language of the system's parts.
import type { Speech } from '../settings/language';
import { german } from './de';
import { english } from './en';
import type { Format, NativeWords } from './native-words';

/** The words in this language; times and numbers as in its locale. */
export function wordsFor({ language, locale }: Speech, now: () => number = Date.now): NativeWords {
  const format = formatOf(locale, now);
  // The window's test language shows which texts come from a key; these do not.
  return language === 'de' ? german(format) : english(format);
}

function formatOf(locale: string, now: () => number): Format {
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const days = new Intl.DateTimeFormat(locale, { weekday: 'long', hour: '2-digit', minute: '2-digit' });
  return {
    count: (number, { one, other }) =>
      (plural.select(number) === 'one' ? one : other).replace('#', numbers.format(number)),
    moment: (time) => {
      const isToday = new Date(time).toDateString() === new Date(now()).toDateString();
      return (isToday ? times : days).format(time);
    },
  };
}

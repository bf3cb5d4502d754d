// A call that could not be done, as a sentence: what is wrong and what helps.
import type { Problem } from '../../../preload/contract';
import { t } from '../i18n/translate';

/** The sentence, followed by the server's or system's own words if there are any. */
export function problemSentence({ code, detail }: Problem): string {
  const sentence = t(`problems.codes.${code}`);
  return detail === undefined || detail === '' ? sentence : t('problems.withDetail', { sentence, detail });
}

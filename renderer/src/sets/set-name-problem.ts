// What is wrong with a new name for a set, said while it is typed. The program checks again.
import { t } from '../i18n/translate';

// As the program checks it (main/ipc/document-calls.ts), in characters.
const longest = 200;

/** null when the name can be used. */
export function setNameProblem(name: string, current: string | null): string | null {
  if (Array.from(name).length > longest) return t('sets.rename.tooLong', { most: longest });
  return name === current ? t('sets.rename.same') : null;
}

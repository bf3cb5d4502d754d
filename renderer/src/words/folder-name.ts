// What a folder is called when its whole path would be too much.
import { dropOf } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { formatMoment } from './times';

/**
 * The last name of a path, with `/` or `\` between names; the path itself when it has none, as a drive has. Documents that
 * were dropped on the window have no folder that anybody knows: they are called by when that was.
 */
export function folderName(path: string): string {
  return dropName(path) ?? path.split(/[\\/]/).findLast((name) => name !== '') ?? path;
}

/** What the documents of a drop are called; null for the path of a watched folder. */
export function dropName(path: string): string | null {
  const drop = dropOf(path);
  return drop === null ? null : t('drops.name', { when: formatMoment(drop.droppedAt), count: drop.files });
}

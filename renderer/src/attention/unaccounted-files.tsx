// The files that a scan found and the ledger has nothing about.
import type { AttentionItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Fold } from '../ui/fold';

/** Folded away; the program names only the first of a long list. */
export function UnaccountedFiles({ item }: { readonly item: Extract<AttentionItem, { kind: 'alarm' }> }) {
  const { unaccountedFiles: files, unaccountedCount } = item;
  if (files.length === 0) return null;
  const unnamed = unaccountedCount - files.length;
  const summary =
    unnamed > 0
      ? t('attention.alarm.showFirst', { shown: files.length })
      : t('attention.alarm.showFiles', { count: files.length });
  return (
    <Fold summary={summary}>
      <ul className="unaccounted-files">
        {files.map((file) => (
          <li key={file} translate="no">
            {file}
          </li>
        ))}
        {unnamed > 0 && <li className="dim">{t('attention.alarm.moreFiles', { count: unnamed })}</li>}
      </ul>
    </Fold>
  );
}

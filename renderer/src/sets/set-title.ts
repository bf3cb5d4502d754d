// What a set is called.
import type { SetSummary } from '../../../preload/contract';
import { t } from '../i18n/translate';

/** Its name; existing sets have only a number, and batches without a set have their own row. */
export function setTitle({ id, name, referenceNumber }: Pick<SetSummary, 'id' | 'name' | 'referenceNumber'>): string {
  if (id === null) return t('sets.noSet');
  return name ?? t('sets.name', { number: referenceNumber ?? String(id) });
}

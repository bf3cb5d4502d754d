// Words that are not ours: what a server or the system said, shown as a quotation.
import { t } from '../i18n/translate';
import './ui.css';

/** A quotation with its source, or nothing when nothing was said. */
export function ServerWords({
  words,
  source = t('common.serverSaid'),
}: {
  readonly words: string | null;
  readonly source?: string;
}) {
  if (words === null || words === '') return null;
  return (
    <p className="server-words">
      {source}: <q translate="no">{words}</q>
    </p>
  );
}

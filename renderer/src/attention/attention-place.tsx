// Where a thing that waits lies: its watched folder, with a link to its settings, and what the system said about it.
import type { AttentionItem } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { PageLink } from '../sets/page-link';
import { PathText } from '../ui/path-text';
import { attentionWords } from '../words/attention';

type PlacedItem = Extract<AttentionItem, { readonly folderPath: string }>;

/** A folder that is not watched any more, or that of a drop, has no settings to show. */
export function AttentionPlace({ item }: { readonly item: PlacedItem }) {
  const folders = useCall('folders.list', null);
  const id = folders.data?.find(({ path }) => path === item.folderPath)?.id;
  const detail = detailOf(item);
  const path = <PathText path={item.folderPath} />;
  return (
    <p className="attention-row-place">
      {t('attention.folder')}
      {id === undefined ? path : <PageLink to={{ page: 'folder-form', id }}>{path}</PageLink>}
      {detail !== '' && (
        <span className="dim" translate="no">
          ({detail})
        </span>
      )}
    </p>
  );
}

/** The system's code or the reader's finding. What a server said is quoted already. */
function detailOf(item: PlacedItem): string {
  if (item.kind === 'after-upload') return item.detail;
  return item.kind === 'document' && attentionWords(item).serverWords === null ? item.detail : '';
}

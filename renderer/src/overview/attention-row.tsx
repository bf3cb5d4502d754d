// One thing that waits for a person: what it is, why, what is known about it, and the actions that help.
import type { AttentionItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Choices } from '../ui/choices';
import { Moment } from '../ui/moment';
import { PathText } from '../ui/path-text';
import { ServerWords } from '../ui/server-words';
import { attentionWords } from '../words/attention';
import { AttentionActions } from './attention-actions';
import { UnaccountedFiles } from './unaccounted-files';

/** The words on the left, the buttons on the right or below; what those do stands under both. */
export function AttentionRow({ item }: { readonly item: AttentionItem }) {
  const { title, reason, evidence, serverWords, since, choices } = attentionWords(item);
  return (
    <li className="attention-row" data-testid={`attention-${item.kind}`}>
      <div className="attention-row-words">
        <p className="attention-row-title">
          {/* A file's name alone is data, all others are sentences. */}
          <span translate={'relativePath' in item ? 'no' : undefined}>{title}</span>
          {since !== null && (
            <span className="attention-row-since">
              <Moment at={since} />
            </span>
          )}
        </p>
        <p className="attention-row-reason">{reason}</p>
        {evidence !== null && <p className="attention-row-evidence">{evidence}</p>}
        <ServerWords words={serverWords} />
        {'folderPath' in item && <Place path={item.folderPath} detail={detailOf(item)} />}
        {item.kind === 'alarm' && <UnaccountedFiles item={item} />}
      </div>
      <Choices choices={choices} />
      <AttentionActions item={item} />
    </li>
  );
}

function Place({ path, detail }: { readonly path: string; readonly detail: string }) {
  return (
    <p className="attention-row-place">
      {t('attention.folder')} <PathText path={path} />
      {detail !== '' && (
        <span className="dim" translate="no">
          ({detail})
        </span>
      )}
    </p>
  );
}

/** The system's code or the reader's finding. What a server said is quoted already. */
function detailOf(item: AttentionItem): string {
  if (item.kind === 'after-upload') return item.detail;
  return item.kind === 'document' && attentionWords(item).serverWords === null ? item.detail : '';
}

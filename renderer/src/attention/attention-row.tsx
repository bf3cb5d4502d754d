// One thing that waits for a person: what it is, why, what is known about it, and the actions that help.
import type { ReactNode } from 'react';
import type { AttentionItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { PageLink } from '../sets/page-link';
import type { Location } from '../shell/location';
import { Choices } from '../ui/choices';
import { Moment } from '../ui/moment';
import { ServerWords } from '../ui/server-words';
import { attentionWords } from '../words/attention';
import { AttentionActions } from './attention-actions';
import './attention.css';
import { AttentionPlace } from './attention-place';
import { UnaccountedFiles } from './unaccounted-files';

/** The words on the left, the buttons on the right or below; what those do stands under both. */
export function AttentionRow({ item }: { readonly item: AttentionItem }) {
  const { title, reason, evidence, serverWords, since, choices } = attentionWords(item);
  return (
    <article className="attention-row" data-testid={`attention-${item.kind}`}>
      <div className="attention-row-words">
        <p className="attention-row-title">
          {/* A file's name alone is data, all others are sentences. */}
          <span translate={'relativePath' in item ? 'no' : undefined}>
            <Linked to={pageOf(item)}>{title}</Linked>
          </span>
          {since !== null && (
            <span className="attention-row-since">
              <Moment at={since} />
            </span>
          )}
        </p>
        <p className="attention-row-reason">{reason}</p>
        {evidence !== null && <p className="attention-row-evidence">{evidence}</p>}
        <ServerWords words={serverWords} />
        {'folderPath' in item && <AttentionPlace item={item} />}
        <BatchLink item={item} />
        {item.kind === 'alarm' && <UnaccountedFiles item={item} />}
      </div>
      <Choices choices={choices} />
      <AttentionActions item={item} />
    </article>
  );
}

function Linked({ to, children }: { readonly to: Location | null; readonly children: ReactNode }) {
  return to === null ? children : <PageLink to={to}>{children}</PageLink>;
}

/** Documents have no page of their own, and what is wrong with a credential stands in its form. */
function pageOf(item: AttentionItem): Location | null {
  if ('batch' in item) return { page: 'batch', id: item.batch.id };
  if (item.kind === 'set') return { page: 'set', id: item.setId };
  return item.kind === 'credential-paused' ? { page: 'credential-form', id: item.credentialId } : null;
}

/** The batch that a document, or what it is a copy of, went with. */
function BatchLink({ item }: { readonly item: AttentionItem }) {
  const id = batchOf(item);
  if (id === null) return null;
  return (
    <p className="attention-row-link">
      <PageLink to={{ page: 'batch', id }}>{t('attention.showBatch', { batch: String(id) })}</PageLink>
    </p>
  );
}

function batchOf(item: AttentionItem): number | null {
  if (item.kind === 'after-upload') return item.batchId;
  return item.kind === 'duplicate' ? item.original.batchId : null;
}

// What is known about one batch.
import type { ReactNode } from 'react';
import { dropOf, type BatchDetails } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Fact } from '../sets/fact';
import { PageLink } from '../sets/page-link';
import { setTitle } from '../sets/set-title';
import { CopyButton } from '../ui/copy-button';
import { Moment } from '../ui/moment';
import { Panel } from '../ui/panel';
import { PathText } from '../ui/path-text';
import { formatCount, formatSize } from '../words/numbers';
import { documentTypeNames, invoiceTypeNames, processingPrefNames } from '../words/profile';

/** What does not apply to the batch's state is left out. */
export function BatchFacts({ batch }: { readonly batch: BatchDetails }) {
  const { set, zipSha256, confirmedBy } = batch;
  return (
    <Panel title={t('batches.facts.title')}>
      <dl className="facts page-facts">
        <Fact label={t('batches.facts.set')}>
          <PageLink to={{ page: 'set', id: set?.id ?? null }} isData={set !== null && set.name !== null}>
            {set === null ? t('batches.facts.noSet') : setTitle(set)}
          </PageLink>
        </Fact>
        <Fact label={t('batches.facts.folder')}>
          <FolderLink batch={batch} />
        </Fact>
        <Fact label={t('batches.facts.credential')} isData>
          {batch.credentialName}
        </Fact>
        <Fact label={t('batches.facts.documentType')}>{nameOf(documentTypeNames, batch.documentType)}</Fact>
        <Fact label={t('batches.facts.invoiceType')}>{nameOf(invoiceTypeNames, batch.invoiceType)}</Fact>
        <Fact label={t('batches.facts.processingPref')}>{nameOf(processingPrefNames, batch.processingPref)}</Fact>
        <Fact label={t('batches.facts.created')}>
          <Moment at={batch.createdAt} />
        </Fact>
        <Fact label={t('batches.facts.sealed')}>
          <Moment at={batch.sealedAt} never={t('batches.facts.notSealed')} />
        </Fact>
        <Fact label={t('batches.facts.accepted')}>
          <Moment at={batch.acceptedAt} never={t('batches.facts.notAccepted')} />
        </Fact>
        {confirmedBy !== null && (
          <Fact label={t('batches.facts.confirmedBy')}>
            {confirmedBy === 'server' ? t('batches.facts.byServer') : t('batches.facts.byPerson')}
          </Fact>
        )}
        <Fact label={t('batches.facts.attempts')}>{formatCount(batch.attempts)}</Fact>
        {batch.retryAt !== null && (
          <Fact label={t('batches.facts.retryAt')}>
            <Moment at={batch.retryAt} />
          </Fact>
        )}
        {batch.prioritized && <Fact label={t('batches.facts.order')}>{t('batches.facts.prioritized')}</Fact>}
        {batch.releaseVersion !== null && (
          <Fact label={t('batches.facts.release')} isData>
            {batch.releaseVersion}
          </Fact>
        )}
        {batch.zipSizeBytes !== null && (
          <Fact label={t('batches.facts.zipSize')} isData>
            {formatSize(batch.zipSizeBytes)}
          </Fact>
        )}
        {batch.zipName !== null && (
          <Fact label={t('batches.facts.zipName')} isData>
            {batch.zipName}
          </Fact>
        )}
        {zipSha256 !== null && (
          <Fact label={t('batches.facts.sha256')}>
            <span className="batch-hash">
              <span className="monospace batch-hash-text" title={zipSha256} translate="no">
                {zipSha256}
              </span>
              <CopyButton label={t('batches.facts.copyHash')} text={() => Promise.resolve(zipSha256)} />
            </span>
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

/** A drop has no folder that can be edited. */
function FolderLink({ batch: { folderId, folderPath } }: { readonly batch: BatchDetails }): ReactNode {
  if (dropOf(folderPath) !== null) return <PathText path={folderPath} />;
  return (
    <PageLink to={{ page: 'folder-form', id: folderId }}>
      <PathText path={folderPath} />
    </PageLink>
  );
}

/** The ledger may hold values that this version has no name for. */
function nameOf(names: Readonly<Record<string, string>>, value: string): ReactNode {
  return names[value] ?? <span translate="no">{value}</span>;
}

// One batch's page: where it stands, its documents, its attempts, and everything that is known about it.
import { Button } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import type { BatchDetails } from '../../../preload/contract';
import { bridge } from '../bridge';
import { problemOf, useCall, usePages } from '../calls/use-call';
import { t } from '../i18n/translate';
import { BackLink } from '../sets/page-link';
import { setTitle } from '../sets/set-title';
import '../sets/sets.css';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { batchLead } from '../words/batch-status';
import { AttemptTimeline } from './attempt-timeline';
import { BatchFacts } from './batch-facts';
import { BatchFamily } from './batch-family';
import { BatchStanding } from './batch-standing';
import './batches.css';
import { DecisionList } from './decision-list';
import { DocumentList } from './document-list';
import { SaveZipButton } from './save-zip-button';

const attemptsAtOnce = 10;

/** `id` is the ledger's number; one that it does not have gets a face of its own. */
export function BatchPage({ id }: { readonly id: number }) {
  const query = useCall('batches.get', { batchId: id });
  const batch = query.data;
  const isUnknown = batch === undefined && query.error !== null && problemOf(query.error).code === 'not-found';
  return (
    <Page
      title={t('batches.title', { batch: String(id) })}
      back={<BackToSet batch={batch} />}
      {...(batch !== undefined && { lead: batchLead(batch) })}
      actions={batch === undefined || batch.zipName === null ? undefined : <SaveZipButton batchId={id} />}
    >
      {isUnknown ? (
        <UnknownBatch />
      ) : (
        <Faces query={query} what={t('batches.what.batch')} loading={<RowSkeletons rows={3} height={140} />}>
          {(found) => <BatchParts batch={found} />}
        </Faces>
      )}
    </Page>
  );
}

function BatchParts({ batch }: { readonly batch: BatchDetails }) {
  const { id } = batch;
  const attempts = usePages(
    ['batches.attempts', id],
    (page) => bridge.call('batches.attempts', { ...page, batchId: id }),
    attemptsAtOnce,
  );
  return (
    <>
      <BatchStanding batch={batch} lastAttempt={attempts.items[0] ?? null} />
      <BatchFamily batch={batch} />
      <DocumentList batchId={id} documents={batch.documents} />
      <BatchFacts batch={batch} />
      <DecisionList decisions={batch.decisions} />
      <AttemptTimeline batchId={id} attempts={attempts} />
    </>
  );
}

function BackToSet({ batch }: { readonly batch: BatchDetails | undefined }) {
  if (batch === undefined) return <BackLink to={{ page: 'sets' }}>{t('sets.set.back')}</BackLink>;
  const { set } = batch;
  return (
    <BackLink to={{ page: 'set', id: set?.id ?? null }}>
      {set === null ? t('batches.back.noSet') : t('batches.back.set', { set: setTitle(set) })}
    </BackLink>
  );
}

function UnknownBatch() {
  const { go } = useNavigation();
  return (
    <EmptyFace
      icon={IconPackage}
      title={t('batches.notFound.title')}
      text={t('batches.notFound.text')}
      action={
        <Button
          variant="default"
          onClick={() => {
            go({ page: 'sets' });
          }}
        >
          {t('batches.notFound.action')}
        </Button>
      }
    />
  );
}

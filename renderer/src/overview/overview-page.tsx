// "Did everything arrive?", answered in two seconds, then the details.
import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { Overview } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { ChooseFilesButton } from '../drops/choose-files-button';
import { FirstRun } from '../first-run/first-run';
import { t } from '../i18n/translate';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { CredentialHealthList } from './credential-health-list';
import { DailyDeliveries } from './daily-deliveries';
import { FolderHealthList } from './folder-health-list';
import { HeadlineBlock } from './headline-block';
import './overview.css';
import { PeriodNumbers } from './period-numbers';
import { RunningUploads } from './running-uploads';
import { ShortAttention } from './short-attention';
import { usePeriod } from './use-period';

/** The first view. Before the first document was seen it is the guide. */
export function OverviewPage() {
  // The headline is about everything, whatever period the numbers are about: what waits since last week waits.
  const overview = useCall('overview.get', { period: 'all' });
  const credentials = useCall('credentials.list', null);
  const folders = useCall('folders.list', null);
  const isSetUp = (credentials.data?.length ?? 0) > 0 && (folders.data?.length ?? 0) > 0;
  return (
    <Page
      title={t('shell.views.overview')}
      actions={
        isSetUp ? (
          <>
            <ChooseFilesButton />
            <ChooseFilesButton what="folders" />
          </>
        ) : undefined
      }
    >
      <Faces
        query={overview}
        what={t('overview.what')}
        loading={<OverviewSkeleton />}
        isEmpty={({ counts }) => counts.seen === 0 && credentials.data !== undefined && folders.data !== undefined}
        empty={
          <>
            {isSetUp && overview.data !== undefined && <Beginning overview={overview.data} />}
            <FirstRun credentials={credentials.data ?? []} folders={folders.data ?? []} />
          </>
        }
      >
        {(data) => (data.counts.seen === 0 ? <Beginning overview={data} /> : <Details overview={data} />)}
      </Faces>
    </Page>
  );
}

/** Nothing was seen yet: there is nothing to count, but something may keep it from arriving. */
function Beginning({ overview }: { readonly overview: Overview }) {
  const { attention, attentionTotal, running } = overview;
  return (
    <>
      <HeadlineBlock overview={overview} />
      {attention.length > 0 && <ShortAttention items={attention} total={attentionTotal} />}
      {running.length > 0 && <RunningUploads batches={running} />}
    </>
  );
}

function Details({ overview }: { readonly overview: Overview }) {
  const [period, setPeriod] = usePeriod();
  const { query, latest } = useOverviewOf(period);
  const { attention, attentionTotal, running, credentials } = overview;
  return (
    <>
      <HeadlineBlock overview={overview} />
      <PeriodNumbers period={period} onPeriod={setPeriod} query={{ ...query, data: latest }} />
      {attention.length > 0 && <ShortAttention items={attention} total={attentionTotal} />}
      {running.length > 0 && <RunningUploads batches={running} />}
      {latest !== undefined && <DailyDeliveries days={latest.days} />}
      <FolderHealthList overview={latest ?? overview} />
      {credentials.length > 0 && <CredentialHealthList credentials={credentials} />}
    </>
  );
}

/** `latest` is the answer about the period before until the one about this period is there: nothing flickers. */
function useOverviewOf(period: Overview['period']) {
  const query = useCall('overview.get', { period });
  const [latest, setLatest] = useState<Overview>();
  if (query.data !== undefined && query.data !== latest) setLatest(query.data);
  return { query, latest: query.data ?? (query.error === null ? latest : undefined) };
}

function OverviewSkeleton() {
  return (
    <div className="overview-skeleton">
      <Skeleton height={92} radius="md" />
      <Skeleton height={118} radius="md" />
      <RowSkeletons rows={3} />
    </div>
  );
}

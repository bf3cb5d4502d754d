// "Did everything arrive?", answered in two seconds, then the details.
import { Skeleton } from '@mantine/core';
import type { Overview } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { ChooseFilesButton } from '../drops/choose-files-button';
import { FirstRun } from '../first-run/first-run';
import { t } from '../i18n/translate';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { AttentionList } from './attention-list';
import { Conservation } from './conservation';
import { FolderHealthList } from './folder-health-list';
import { HeadlineBlock } from './headline-block';
import './overview.css';
import { RunningUploads } from './running-uploads';

/** The first view. Before the first document was seen it is the guide. */
export function OverviewPage() {
  const overview = useCall('overview.get', { period: 'all' });
  const credentials = useCall('credentials.list', null);
  const folders = useCall('folders.list', null);
  const isSetUp = (credentials.data?.length ?? 0) > 0 && (folders.data?.length ?? 0) > 0;
  return (
    <Page title={t('shell.views.overview')} actions={isSetUp ? <ChooseFilesButton /> : undefined}>
      <Faces
        query={overview}
        what={t('overview.what')}
        loading={<OverviewSkeleton />}
        isEmpty={({ counts }) => counts.seen === 0 && credentials.data !== undefined && folders.data !== undefined}
        empty={
          <>
            {isSetUp && overview.data !== undefined && <Details overview={overview.data} />}
            <FirstRun credentials={credentials.data ?? []} folders={folders.data ?? []} />
          </>
        }
      >
        {(data) => <Details overview={data} />}
      </Faces>
    </Page>
  );
}

function Details({ overview }: { readonly overview: Overview }) {
  return (
    <>
      <HeadlineBlock overview={overview} />
      {overview.counts.seen > 0 && <Conservation counts={overview.counts} />}
      {overview.attention.length > 0 && <AttentionList items={overview.attention} />}
      {overview.running.length > 0 && <RunningUploads batches={overview.running} />}
      {overview.counts.seen > 0 && <FolderHealthList folders={overview.folders} />}
    </>
  );
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

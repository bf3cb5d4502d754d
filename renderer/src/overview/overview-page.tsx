// How things stand: one sentence, the counts, what needs attention, uploads and folders.
import { Skeleton, Title } from '@mantine/core';
import type { Overview } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { FirstRun } from '../first-run/first-run';
import { BatchRow } from '../queue/batch-row';
import '../queue/queue.css';
import { Faces } from '../ui/faces';
import { Loading } from '../ui/loading';
import { Panel } from '../ui/panel';
import { Time } from '../ui/time';
import { toneText } from '../ui/tone';
import { counted, numberText } from '../words/counting';
import { headlineOf } from '../words/headline';
import { AttentionList } from './attention-list';
import { CountsBar } from './counts-bar';
import { FolderRow } from './folder-row';
import './overview.css';
import { SandboxNote } from './sandbox-note';

export function OverviewPage() {
  const overview = useCall('overview.get', null);
  return (
    <Faces query={overview} loading={<LoadingOverview />}>
      {(value) =>
        value.credentials.length === 0 || value.folders.length === 0 ? (
          <FirstRun hasCredential={value.credentials.length > 0} />
        ) : (
          <FullOverview overview={value} />
        )
      }
    </Faces>
  );
}

function FullOverview({ overview }: { readonly overview: Overview }) {
  const { text, tone } = headlineOf(overview);
  return (
    <>
      <div className="panel overview-head">
        <div className="headline">
          <Title order={1} {...(tone === 'attention' && { style: { color: toneText(tone) } })}>
            {text}
          </Title>
          <p className="dim">
            {counted(overview.deliveredToday, 'document')} today · {counted(overview.batchesAccepted, 'batch', 'batches')}{' '}
            accepted
            {overview.lastDeliveryAt !== null && (
              <>
                {' '}
                · last delivery <Time at={overview.lastDeliveryAt} />
              </>
            )}
          </p>
        </div>
        <CountsBar counts={overview.counts} />
      </div>
      <SandboxNote folders={overview.folders} />
      {overview.attention.length > 0 && <AttentionList items={overview.attention} />}
      {overview.running.length > 0 && (
        <Panel title="Uploading now">
          <ul className="rows">
            {overview.running.map((batch) => (
              <BatchRow key={batch.id} batch={batch} />
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="Watched folders" aside={<span className="dim">{numberText(overview.folders.length)}</span>}>
        <ul className="rows">
          {overview.folders.map((folder) => (
            <FolderRow key={folder.id} folder={folder} />
          ))}
        </ul>
      </Panel>
    </>
  );
}

function LoadingOverview() {
  return (
    <>
      <div className="panel overview-head">
        <Skeleton height={24} width="45%" radius="xl" mb="lg" />
        <Skeleton height={12} radius="xl" />
      </div>
      <Panel>
        <Loading />
      </Panel>
    </>
  );
}

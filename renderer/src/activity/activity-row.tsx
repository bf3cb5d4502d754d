// One line of what happened: a sentence, why, where and when; leads to the batch or folder that it is about.
import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconCircleCheck,
  IconClockPause,
  IconCopy,
  IconFileAlert,
  IconFolder,
  IconFolderOff,
  IconHandStop,
  IconHelpCircle,
  IconKey,
  IconPackage,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconStack2,
  IconUpload,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import type { ActivityItem, ActivityKind } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { PageLink } from '../sets/page-link';
import { PathText } from '../ui/path-text';
import { activityTones, activityWords } from '../words/activity';
import { formatClock, formatMoment } from '../words/times';
import { locationOfActivity } from './location-of-activity';

const icons: Record<ActivityKind, Icon> = {
  'batch-sealed': IconPackage,
  'batch-sending': IconUpload,
  'batch-accepted': IconCircleCheck,
  'batch-waiting': IconRefresh,
  'batch-held': IconHandStop,
  'batch-splitting': IconArrowsSplit2,
  'batch-split': IconArrowsSplit2,
  'batch-in-doubt': IconHelpCircle,
  'batch-decided': IconUserCheck,
  'batch-prioritized': IconUserCheck,
  'document-set-aside': IconFileAlert,
  'document-duplicate': IconCopy,
  'document-decided': IconUserCheck,
  'original-kept': IconFileAlert,
  'set-needs-attention': IconStack2,
  'credential-paused': IconKey,
  'credential-resumed': IconKey,
  'folder-offline': IconFolderOff,
  'folder-error': IconFolderOff,
  'folder-back': IconFolder,
  'watch-problem': IconFolder,
  alarm: IconAlertTriangle,
  'alarm-over': IconCircleCheck,
  'sending-paused': IconPlayerPause,
  'sending-resumed': IconPlayerPlay,
  'sending-rests': IconClockPause,
  'sending-goes-on': IconPlayerPlay,
  'spool-problem': IconAlertTriangle,
};

interface ActivityRowProps {
  readonly item: ActivityItem;
  /** Ids of the folders and credentials that there still are. */
  readonly knownIds: ReadonlySet<string>;
}

/** The whole row can be clicked; its link is the sentence. */
export function ActivityRow({ item, knownIds }: ActivityRowProps) {
  const { sentence, reason } = activityWords(item);
  const Picture = icons[item.kind];
  const to = locationOfActivity(item, knownIds);
  return (
    <article className="activity-row" data-tone={activityTones[item.kind]} data-testid="activity" data-kind={item.kind}>
      <span className="activity-icon">
        <Picture size={18} stroke={1.7} aria-hidden />
      </span>
      <div className="activity-words">
        <p className="activity-sentence">
          {to === null ? (
            sentence
          ) : (
            <PageLink to={to} className="activity-link">
              {sentence}
            </PageLink>
          )}
        </p>
        {reason !== null && <p className="activity-reason">{reason}</p>}
        <Facts item={item} />
      </div>
      <time className="activity-time" dateTime={new Date(item.at).toISOString()} title={formatMoment(item.at)}>
        {formatClock(item.at)}
      </time>
    </article>
  );
}

function Facts({ item }: { readonly item: ActivityItem }) {
  const { kind, name, folderPath, credentialName, serverBatchId } = item;
  const isOfBatch = kind.startsWith('batch-');
  if (folderPath === null && credentialName === null) return null;
  return (
    <p className="activity-facts">
      {folderPath !== null && <PathText path={folderPath} />}
      {credentialName !== null && <span translate="no">{credentialName}</span>}
      {isOfBatch && name !== null && <span>{t('activity.facts.set', { set: name })}</span>}
      {kind === 'batch-accepted' && serverBatchId !== null && (
        <span>{t('activity.facts.serverId', { id: serverBatchId })}</span>
      )}
    </p>
  );
}

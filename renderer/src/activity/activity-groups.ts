// The kinds of what happened, in the groups that people ask for. A folder that cannot be reached is in two of them.
import type { ActivityKind } from '../../../preload/contract';

export const activityGroups = {
  deliveries: ['batch-sealed', 'batch-sending', 'batch-accepted', 'batch-splitting', 'batch-split', 'original-kept'],
  problems: [
    ...(['batch-waiting', 'batch-held', 'batch-splitting', 'batch-in-doubt', 'document-set-aside'] as const),
    ...(['document-duplicate', 'original-kept', 'set-needs-attention', 'credential-paused'] as const),
    ...(['folder-offline', 'folder-error', 'watch-problem', 'alarm', 'spool-problem'] as const),
  ],
  decisions: ['batch-decided', 'batch-prioritized', 'document-decided', 'sending-paused'],
  folders: ['folder-offline', 'folder-error', 'folder-back', 'watch-problem', 'alarm', 'alarm-over', 'spool-problem'],
  sending: [
    ...(['sending-paused', 'sending-resumed', 'sending-rests', 'sending-goes-on'] as const),
    ...(['credential-paused', 'credential-resumed'] as const),
  ],
} as const satisfies Record<string, readonly ActivityKind[]>;
export type ActivityGroup = keyof typeof activityGroups;

export const activityGroupNames = Object.keys(activityGroups) as readonly ActivityGroup[];

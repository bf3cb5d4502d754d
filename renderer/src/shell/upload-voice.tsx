// Tells screen readers how running uploads get on, on whichever page the user is.
import { useEffect, useRef } from 'react';
import type { QueueItem } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { useAnnounce } from '../ui/live-region';
import { announcements } from '../words/announcements';

/** Shows nothing. */
export function UploadVoice() {
  const announce = useAnnounce();
  const running = useCall('overview.get', { period: 'all' }).data?.running;
  const told = useRef<readonly QueueItem[]>([]);
  useEffect(() => {
    if (running === undefined) return;
    const sentences = announcements(told.current, running);
    told.current = running;
    if (sentences.length > 0) announce(sentences.join(' '));
  }, [announce, running]);
  return null;
}

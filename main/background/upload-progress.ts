// How far all running uploads are together, for the program's button in the taskbar.
import type { EngineEvent } from '../engine/events';

export interface UploadProgress {
  /** The share of what runs that has left, from 0 to 1; null when nothing runs. Answers whether it changed. */
  note(event: EngineEvent): boolean;
  readonly share: number | null;
}

export function createUploadProgress(): UploadProgress {
  const running = new Map<number, { bytesSent: number; contentLength: number }>();
  let share: number | null = null;

  function measured(): number | null {
    const uploads = [...running.values()];
    const total = uploads.reduce((sum, { contentLength }) => sum + contentLength, 0);
    if (total === 0) return null;
    const sent = uploads.reduce((sum, { bytesSent }) => sum + bytesSent, 0);
    // In hundredths: a button shows no more, and each change is a message to the system.
    return Math.floor((100 * sent) / total) / 100;
  }

  return {
    note: (event) => {
      if (event.type === 'engine-failed') running.clear();
      else if (event.type === 'batch-progress') {
        running.set(event.batchId, { bytesSent: event.bytesSent, contentLength: event.contentLength });
      } else if (event.type.startsWith('batch-') && 'batchId' in event) running.delete(event.batchId);
      const before = share;
      share = measured();
      return share !== before;
    },
    get share() {
      return share;
    },
  };
}

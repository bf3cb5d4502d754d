// The answer to "did everything arrive?" in one sentence.
import type { Counts, Overview } from '../../../preload/contract';
import { counted, formatCount } from './numbers';
import type { Tone } from './tones';

export interface Headline {
  readonly title: string;
  readonly detail: string;
  readonly tone: Tone;
}

/** What stops most comes first: people, then places that cannot be reached, then work under way. */
export function headline({ counts, attention, folders }: Pick<Overview, 'counts' | 'attention' | 'folders'>): Headline {
  const deliveredSoFar = deliveredSentence(counts);
  if (attention.length > 0) {
    const title = `${counted(attention.length, 'thing needs', 'things need')} your attention`;
    return { title, detail: deliveredSoFar, tone: 'attention' };
  }
  const unreachable = folders.filter(({ health }) => health === 'offline' || health === 'error').length;
  if (unreachable > 0) {
    const title = `${counted(unreachable, 'folder')} cannot be reached`;
    return { title, detail: `What is in there is not known right now. ${deliveredSoFar}`, tone: 'attention' };
  }
  if (counts.onTheWay > 0) {
    const title = `${counted(counts.onTheWay, 'document')} on the way`;
    return { title, detail: deliveredSoFar, tone: 'moving' };
  }
  if (counts.seen === counts.ignored) {
    return { title: 'Ready for the first document', detail: 'Nothing has arrived yet.', tone: 'quiet' };
  }
  if (counts.setAside > 0) {
    const title = 'Nothing is waiting';
    const detail = `${deliveredSoFar} ${counted(counts.setAside, 'document')} stayed behind by your decision.`;
    return { title, detail, tone: 'good' };
  }
  return { title: 'Everything was delivered', detail: deliveredSoFar, tone: 'good' };
}

/** Documents that have to arrive: a duplicate has arrived already, an ignored file is none. */
export function documentsOf({ seen, ignored, duplicates }: Counts): number {
  return seen - ignored - duplicates;
}

/** Documents that are in none of the places they could be in; anything but 0 is an alarm. */
export function unaccounted(counts: Counts): number {
  const { seen, delivered, onTheWay, setAside, duplicates, ignored } = counts;
  return seen - (delivered + onTheWay + setAside + duplicates + ignored);
}

function deliveredSentence(counts: Counts): string {
  const { delivered } = counts;
  const documents = documentsOf(counts);
  if (documents === 0) return 'Nothing has arrived yet.';
  if (documents === 1)
    return delivered === 1 ? 'The one document has arrived.' : 'The one document has not arrived yet.';
  return delivered === documents
    ? `All ${counted(documents, 'document')} have arrived at the server.`
    : `${formatCount(delivered)} of ${counted(documents, 'document')} have arrived at the server.`;
}

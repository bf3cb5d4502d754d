// The answer to "did everything arrive?" in one sentence.
import type { Counts, Overview } from '../../../preload/contract';
import { t } from '../i18n/translate';
import type { Tone } from './tones';

export interface Headline {
  readonly title: string;
  readonly detail: string;
  readonly tone: Tone;
}

/** Of all time: what waits since last week has not arrived either. */
type HeadlineFacts = Pick<Overview, 'counts' | 'attentionTotal' | 'folders'>;

/** What stops most comes first: people, then places that cannot be reached, then work under way. */
export function headline({ counts, attentionTotal, folders }: HeadlineFacts): Headline {
  const detail = deliveredSentence(counts);
  if (attentionTotal > 0) {
    return { title: t('overview.headline.attention', { count: attentionTotal }), detail, tone: 'attention' };
  }
  const unreachable = folders.filter(({ health }) => health === 'offline' || health === 'error').length;
  if (unreachable > 0) {
    return {
      title: t('overview.headline.unreachable', { count: unreachable }),
      detail: `${t('overview.headline.unreachableDetail')} ${detail}`,
      tone: 'attention',
    };
  }
  if (counts.onTheWay > 0) {
    return { title: t('overview.headline.onTheWay', { count: counts.onTheWay }), detail, tone: 'moving' };
  }
  if (counts.seen === counts.ignored) {
    return { title: t('overview.headline.ready'), detail: t('overview.arrived.nothing'), tone: 'quiet' };
  }
  if (counts.setAside > 0) {
    const leftBehind = t('overview.headline.leftBehind', { count: counts.setAside });
    return { title: t('overview.headline.nothingWaits'), detail: `${detail} ${leftBehind}`, tone: 'good' };
  }
  return { title: t('overview.headline.everything'), detail, tone: 'good' };
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
  if (documents === 0) return t('overview.arrived.nothing');
  if (delivered === documents) return t('overview.arrived.all', { count: documents });
  return t('overview.arrived.some', { count: documents, delivered });
}

// The headline with the three figures that people ask for next.
import { IconAlertTriangle, IconCircleCheck, IconClock, IconInbox, type Icon } from '@tabler/icons-react';
import type { Overview } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Moment } from '../ui/moment';
import { headline } from '../words/headline';
import { formatCount } from '../words/numbers';
import type { Tone } from '../words/tones';

const pictures: Record<Tone, Icon> = {
  good: IconCircleCheck,
  moving: IconClock,
  attention: IconAlertTriangle,
  bad: IconAlertTriangle,
  double: IconInbox,
  quiet: IconInbox,
};

// Chromium writes down when it was first painted: the start of the program ends with it (test/bench/start.bench.ts).
const paintTold = { elementtiming: 'headline' };

/** One sentence, one explanation, three figures. */
export function HeadlineBlock({ overview }: { readonly overview: Overview }) {
  const { title, detail, tone } = headline(overview);
  const Picture = pictures[tone];
  return (
    <section className="headline" data-tone={tone} aria-label={t('overview.question')}>
      <Picture className="headline-icon" size={38} stroke={1.6} aria-hidden />
      <div className="headline-words">
        <p className="headline-title" data-testid="headline" {...paintTold}>
          {title}
        </p>
        <p className="headline-detail">{detail}</p>
      </div>
      <dl className="headline-figures">
        <div>
          <dt>{t('overview.figures.today')}</dt>
          <dd>{formatCount(overview.deliveredToday)}</dd>
        </div>
        <div>
          <dt>{t('overview.figures.batches')}</dt>
          <dd>{formatCount(overview.batchesAccepted)}</dd>
        </div>
        <div>
          <dt>{t('overview.figures.last')}</dt>
          <dd>
            <Moment at={overview.lastDeliveryAt} never={t('overview.figures.noneYet')} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

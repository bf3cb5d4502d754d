// One set of the list: its name, number, state and amounts; leads to the set's page.
import type { SetSummary } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { PathText } from '../ui/path-text';
import { StateMark } from '../ui/state-mark';
import { useNow } from '../ui/use-now';
import { setStates } from '../words/states';
import { formatMoment, formatSince } from '../words/times';
import { PageLink } from './page-link';
import { SetNumber } from './set-number';
import { setTitle } from './set-title';

/** The number stands beside the link, so that it can be selected with the mouse. */
export function SetRow({ set }: { readonly set: SetSummary }) {
  const { id, name, state, firstDeliveryAt, lastDeliveryAt } = set;
  return (
    <article className="set" data-testid="set">
      <div className="set-words">
        <PageLink to={{ page: 'set', id }} className="set-title" isData={name !== null}>
          {setTitle(set)}
        </PageLink>
        <span className="set-facts">
          {id === null ? (
            t('sets.noSetLead')
          ) : (
            <>
              <PathText path={set.folderPath} />
              <span className="set-credential" translate="no">
                {set.credentialName}
              </span>
            </>
          )}
        </span>
      </div>
      {id === null ? <span className="set-number" /> : <SetNumber referenceNumber={set.referenceNumber} />}
      <span className="set-amount">
        <span>{t('sets.documents', { count: set.documents })}</span>
        <span className="dim">{t('sets.batches', { count: set.batches })}</span>
      </span>
      <span className="set-times">
        {lastDeliveryAt === null ? (
          <span className="dim">{t('sets.notDelivered')}</span>
        ) : (
          <>
            <Delivery at={lastDeliveryAt} which="lastDelivery" />
            {firstDeliveryAt !== null && firstDeliveryAt !== lastDeliveryAt && (
              <Delivery at={firstDeliveryAt} which="firstDelivery" />
            )}
          </>
        )}
      </span>
      <span className="set-state">{id !== null && <StateMark label={setStates[state]} />}</span>
    </article>
  );
}

interface DeliveryProps {
  readonly at: number;
  readonly which: 'firstDelivery' | 'lastDelivery';
}

/** "last 4 minutes ago", with the exact time in the tooltip. */
function Delivery({ at, which }: DeliveryProps) {
  const now = useNow();
  return (
    <time
      className={which === 'firstDelivery' ? 'dim' : undefined}
      dateTime={new Date(at).toISOString()}
      title={formatMoment(at)}
    >
      {t(`sets.${which}`, { when: formatSince(at, now) })}
    </time>
  );
}

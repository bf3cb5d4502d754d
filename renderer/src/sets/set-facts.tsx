// What is known about one set, and why its name cannot be changed any more.
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { SetDetails } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Moment } from '../ui/moment';
import { Panel } from '../ui/panel';
import { PathText } from '../ui/path-text';
import { StateMark } from '../ui/state-mark';
import { formatCount } from '../words/numbers';
import { setReason } from '../words/reasons';
import { setStates } from '../words/states';
import { Fact } from './fact';
import { PageLink } from './page-link';
import { SetNumber } from './set-number';
import { useEnterSetNumber } from './use-enter-set-number';

/** The batches outside any set have amounts and times only. */
export function SetFacts({ set }: { readonly set: SetDetails }) {
  const isSet = set.id !== null;
  return (
    <Panel title={isSet ? t('sets.set.facts') : t('sets.set.factsNoSet')}>
      {set.state === 'needs-attention' && set.id !== null && <MissingNumber id={set.id} reason={set.reason} />}
      {!isSet && <p className="dim panel-note">{t('sets.set.noSetHelp')}</p>}
      <dl className="facts page-facts">
        {isSet && (
          <>
            <Fact label={t('sets.number.label')}>
              <SetNumber referenceNumber={set.referenceNumber} />
            </Fact>
            <Fact label={t('sets.set.state')}>
              <StateMark label={setStates[set.state]} />
            </Fact>
            <Fact label={t('sets.set.credential')} isData>
              {set.credentialName}
            </Fact>
            <Fact label={t('sets.set.folder')}>
              <PathText path={set.folderPath} />
            </Fact>
            <Fact label={t('sets.set.created')}>
              <Moment at={set.createdAt} />
            </Fact>
          </>
        )}
        <Fact label={t('sets.set.first')}>
          <Moment at={set.firstDeliveryAt} never={t('sets.notDelivered')} />
        </Fact>
        <Fact label={t('sets.set.last')}>
          <Moment at={set.lastDeliveryAt} never={t('sets.notDelivered')} />
        </Fact>
        <Fact label={t('sets.set.batches')}>{formatCount(set.batches)}</Fact>
        <Fact label={t('sets.set.documents')}>{formatCount(set.documents)}</Fact>
        <Fact label={t('sets.set.delivered')}>{formatCount(set.delivered)}</Fact>
        <Fact label={t('sets.set.unfinished')}>{formatCount(set.unfinished)}</Fact>
        <Fact label={t('sets.set.waiting')}>
          {formatCount(set.waitingForPerson)}
          {set.waitingForPerson > 0 && (
            <>
              {' · '}
              <PageLink to={{ page: 'attention' }}>{t('sets.set.showAttention')}</PageLink>
            </>
          )}
        </Fact>
      </dl>
      {isSet && set.nameLock !== null && (
        <p className="name-lock" data-testid="name-lock">
          <IconLock size={15} aria-hidden />
          {t(`sets.nameLocks.${set.nameLock}`)}
        </p>
      )}
    </Panel>
  );
}

function MissingNumber({ id, reason }: { readonly id: number; readonly reason: string | null }) {
  const enterNumber = useEnterSetNumber();
  return (
    <div className="card-notice page-notice">
      <p>{setReason(reason ?? '')}</p>
      <Button
        size="xs"
        onClick={() => {
          enterNumber(id);
        }}
      >
        {t('sets.number.enter')}
      </Button>
    </div>
  );
}

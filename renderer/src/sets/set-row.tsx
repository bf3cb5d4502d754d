// One set: its name and number, how much is in it, and its batches when it is open.
import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { SetSummary } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { CopyButton } from '../ui/copy-button';
import { Moment } from '../ui/moment';
import { StateMark } from '../ui/state-mark';
import type { OpenRows } from '../ui/use-open-rows';
import { setReason } from '../words/reasons';
import { setStates } from '../words/states';
import { BatchList } from './batch-list';
import { setTitle } from './set-title';
import { useEnterSetNumber } from './use-enter-set-number';

interface SetRowProps {
  readonly set: SetSummary;
  readonly open: OpenRows;
}

/** The number stands beside the button, so that it can be selected with the mouse. */
export function SetRow({ set, open }: SetRowProps) {
  const key = `set-${set.id ?? `none ${set.credentialName} ${set.folderPath}`}`;
  const isOpen = open.has(key);
  const contentId = useId();
  const titleId = useId();
  const title = setTitle(set);
  return (
    <section className="set" data-testid="set" aria-labelledby={titleId}>
      <div className="set-head">
        <UnstyledButton
          className="set-toggle"
          aria-expanded={isOpen}
          aria-controls={isOpen ? contentId : undefined}
          onClick={() => {
            open.toggle(key);
          }}
        >
          <IconChevronRight className="set-chevron" size={17} aria-hidden />
          <span className="set-words">
            <span id={titleId} className="set-title" title={title} translate={set.name === null ? undefined : 'no'}>
              {title}
            </span>
            <span className="set-facts" translate="no">
              {[set.folderPath, set.credentialName].filter((fact) => fact !== '').join(' · ')}
            </span>
          </span>
        </UnstyledButton>
        <SetNumber set={set} />
        <span className="set-amount">
          <span>{t('sets.documents', { count: set.documents })}</span>
          <span className="dim">{t('sets.batches', { count: set.batches })}</span>
        </span>
        <span className="set-state">
          <StateMark label={setStates[set.state]} />
          <span className="dim">
            <Moment at={set.lastDeliveryAt} never={t('sets.notDelivered')} />
          </span>
        </span>
      </div>
      {isOpen && (
        <div id={contentId} className="set-content">
          {set.state === 'needs-attention' && set.id !== null && <MissingNumber id={set.id} reason={set.reason} />}
          <BatchList setId={set.id} open={open} />
        </div>
      )}
    </section>
  );
}

function SetNumber({ set: { id, referenceNumber } }: Pick<SetRowProps, 'set'>) {
  if (id === null) return <span className="set-number" />;
  if (referenceNumber === null) return <span className="set-number dim">{t('sets.number.none')}</span>;
  return (
    <span className="set-number">
      <span className="visually-hidden">{t('sets.number.label')} </span>
      <span data-testid="set-reference-number" translate="no">
        {referenceNumber}
      </span>
      <CopyButton
        label={t('sets.number.copy', { number: referenceNumber })}
        text={() => Promise.resolve(referenceNumber)}
      />
    </span>
  );
}

function MissingNumber({ id, reason }: { readonly id: number; readonly reason: string | null }) {
  const enterNumber = useEnterSetNumber();
  return (
    <div className="set-notice">
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

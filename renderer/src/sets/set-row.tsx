// One set: its name and number, how much is in it, and its batches when it is open.
import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { SetSummary } from '../../../preload/contract';
import { CopyButton } from '../ui/copy-button';
import { Moment } from '../ui/moment';
import { StateMark } from '../ui/state-mark';
import type { OpenRows } from '../ui/use-open-rows';
import { counted } from '../words/numbers';
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
  const title = setTitle(set);
  return (
    <section className="set" data-testid="set" aria-label={title}>
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
            <span className="set-title" title={title}>
              {title}
            </span>
            <span className="set-facts">
              {[set.folderPath, set.credentialName].filter((fact) => fact !== '').join(' · ')}
            </span>
          </span>
        </UnstyledButton>
        <SetNumber set={set} />
        <span className="set-amount">
          <span>{counted(set.documents, 'document')}</span>
          <span className="dim">{counted(set.batches, 'batch', 'batches')}</span>
        </span>
        <span className="set-state">
          <StateMark label={setStates[set.state]} />
          <span className="dim">
            <Moment at={set.lastDeliveryAt} never="not delivered yet" />
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
  if (referenceNumber === null) return <span className="set-number dim">No number yet</span>;
  return (
    <span className="set-number">
      <span className="visually-hidden">Set reference number </span>
      <span data-testid="set-reference-number">{referenceNumber}</span>
      <CopyButton
        label={`Copy set reference number ${referenceNumber}`}
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
        Enter number…
      </Button>
    </div>
  );
}

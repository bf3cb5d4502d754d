// Drops that are not done with: how far each is, and what can be done about one that was interrupted.
import { Button, Progress } from '@mantine/core';
import type { DropView } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { showProblem } from '../ui/notices';
import { Panel } from '../ui/panel';
import { StateMark } from '../ui/state-mark';
import { useNow } from '../ui/use-now';
import { percentOf } from '../words/numbers';
import { formatSince } from '../words/times';
import type { Tone } from '../words/tones';
import './drops.css';

const shown = 20;
const tones: Record<DropView['state'], Tone> = {
  ...{ copying: 'moving', sending: 'moving', interrupted: 'attention', 'left-over': 'attention' },
};

/** Nothing at all when there is none: most days nobody drops anything. */
export function DropList() {
  const drops = useCall('drops.list', { offset: 0, limit: shown });
  const items = drops.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('drops.list.title')}>
      <ul className="drop-list">
        {items.map((drop) => (
          <DropRow key={drop.id} drop={drop} />
        ))}
      </ul>
    </Panel>
  );
}

function DropRow({ drop }: { readonly drop: DropView }) {
  const { id, state, files, sizeBytes, copiedBytes, unfinished, droppedAt } = drop;
  const now = useNow();
  const discard = useAction('drops.discard');
  const when = formatSince(droppedAt, now);
  const label = { text: t(`drops.list.states.${state}`), tone: tones[state] };

  async function end(): Promise<void> {
    const reply = await discard.run({ dropId: id });
    if (!reply.ok) showProblem(t('drops.list.notDiscarded'), reply.problem);
  }

  return (
    <li className="drop-row">
      <div className="drop-row-words">
        <p>{t('drops.list.row', { count: files, when })}</p>
        {state === 'interrupted' && <p className="preview-note">{t('drops.list.interruptedHelp')}</p>}
        {state === 'left-over' && <p className="preview-note">{t('drops.list.leftOverHelp')}</p>}
        {state === 'sending' && unfinished !== null && unfinished > 0 && (
          <p className="preview-note">{t('drops.list.unfinished', { count: unfinished })}</p>
        )}
        {state === 'copying' && <Progress value={percentOf(copiedBytes ?? 0, sizeBytes)} aria-label={label.text} />}
      </div>
      <StateMark label={label} />
      {state !== 'sending' && (
        <Button
          size="xs"
          variant="default"
          loading={discard.isRunning}
          aria-label={
            state === 'copying' ? t('drops.list.stopNamed', { when }) : t('drops.list.discardNamed', { when })
          }
          onClick={() => {
            void end();
          }}
        >
          {state === 'copying' ? t('drops.list.stop') : t('drops.list.discard')}
        </Button>
      )}
    </li>
  );
}

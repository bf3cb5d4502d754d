// How many rows are chosen, and what can be decided about all of them at once.
import { Button } from '@mantine/core';
import { bulkLimit, type AttentionKind } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { bulkName, bulkQuestion } from './bulk-words';
import { bulkChoice, isBulkKind, type BulkKind, type Selection } from './selection';
import { useBulkDecision } from './use-bulk-decision';

interface BulkBarProps {
  readonly selection: Selection;
  /** How many of each kind wait; undefined until that is known. */
  readonly counts: Readonly<Record<AttentionKind, number>> | undefined;
  readonly onChooseKind: (kind: BulkKind) => void;
  /** It was decided, or the selection is given up. */
  readonly onEnd: () => void;
}

/** Nothing while nothing is chosen. */
export function BulkBar({ selection, counts, onChooseKind, onEnd }: BulkBarProps) {
  const { decide, isRunning } = useBulkDecision(onEnd);
  const { actions, missing } = bulkChoice(selection);
  const isFull = selection.size === bulkLimit;
  if (selection.size === 0) return null;
  return (
    <div role="group" aria-label={t('attention.bulk.label')} className="attention-bulk">
      <p className="attention-bulk-count">{t('attention.bulk.chosen', { count: selection.size })}</p>
      {actions.map((action) => (
        <Button
          key={action.word}
          size="xs"
          variant={bulkQuestion(action) === null ? 'filled' : 'default'}
          loading={isRunning}
          onClick={() => {
            decide(action);
          }}
        >
          {bulkName(action)}
        </Button>
      ))}
      <ChooseKind selection={selection} counts={counts} onChooseKind={onChooseKind} />
      <Button size="xs" px={8} variant="subtle" onClick={onEnd}>
        {t('attention.bulk.clear')}
      </Button>
      {missing !== null && <p className="attention-bulk-hint">{t(`attention.bulk.missing.${missing}`)}</p>}
      {isFull && <p className="attention-bulk-hint">{t('attention.bulk.limit', { limit: bulkLimit })}</p>}
    </div>
  );
}

/** Nothing while several kinds are chosen, or all of the one. */
function ChooseKind({ selection, counts, onChooseKind }: Pick<BulkBarProps, 'selection' | 'counts' | 'onChooseKind'>) {
  const [kind, ...others] = new Set([...selection.values()].map((item) => item.kind));
  if (kind === undefined || others.length > 0 || !isBulkKind(kind)) return null;
  const count = counts?.[kind] ?? 0;
  if (Math.min(count, bulkLimit) <= selection.size) return null;
  return (
    <Button
      size="xs"
      px={8}
      variant="subtle"
      onClick={() => {
        onChooseKind(kind);
      }}
    >
      {count > bulkLimit
        ? t('attention.bulk.firstOfKind', { first: bulkLimit, count })
        : t('attention.bulk.allOfKind', { count })}
    </Button>
  );
}

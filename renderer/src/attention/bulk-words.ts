// What the buttons over a selection are called, what is asked before, and what is said afterwards.
import type { BulkAnswer } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { decisionNames } from '../words/decisions';
import type { BulkAction } from './selection';

interface BulkQuestion {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
}

/** The name that the same button has on a row, as far as it fits all of them. */
export function bulkName(action: BulkAction): string {
  switch (action.word) {
    case 'send':
      return action.risk === 'none' ? decisionNames.tryAgain : decisionNames.sendAnyway;
    case 'leave-out':
      return t('attention.bulk.leaveOut');
    case 'retry':
      return decisionNames.tryAgain;
    case 'send-again':
      return decisionNames.sendAgain;
    case 'withdraw':
      return decisionNames.withdraw;
  }
}

/** null: it can be done at once, because nothing can be there twice or be lost by it. */
export function bulkQuestion(action: BulkAction): BulkQuestion | null {
  const key = questionOf(action);
  if (key === null) return null;
  const from = `attention.bulk.questions.${key}` as const;
  const count = action.ids.length;
  return {
    title: t(`${from}.title`, { count }),
    text: t(`${from}.text`, { count }),
    confirm: t(`${from}.confirm`),
  };
}

/** Two facts when something had moved on; only that one when nothing was left to decide. */
export function bulkDone(action: BulkAction, { done, movedOn }: BulkAnswer): string {
  const sentences = [
    ...(done > 0 ? [t(`attention.bulk.done.${doneOf(action)}`, { count: done })] : []),
    ...(movedOn > 0 ? [t('attention.bulk.movedOn', { count: movedOn })] : []),
  ];
  return sentences.join(' ');
}

function questionOf(action: BulkAction) {
  switch (action.word) {
    case 'send':
      return ({ none: null, 'maybe-twice': 'sendMaybeTwice', twice: 'sendTwice' } as const)[action.risk];
    case 'leave-out':
      return 'leaveOut';
    case 'retry':
      return null;
    case 'send-again':
      return 'sendAgain';
    case 'withdraw':
      return action.isAnyInDoubt ? 'withdrawInDoubt' : 'withdraw';
  }
}

function doneOf(action: BulkAction) {
  switch (action.word) {
    case 'send':
      return action.risk === 'none' ? 'send' : 'sendTwice';
    case 'leave-out':
      return 'leaveOut';
    case 'retry':
      return 'retry';
    case 'send-again':
      return 'sendAgain';
    case 'withdraw':
      return 'withdraw';
  }
}

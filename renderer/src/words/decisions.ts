// What a person's decision leads to, said before it is taken: beside the buttons, and in the question that follows some.
import { t } from '../i18n/translate';

/** A button's name and what pressing it does. */
export interface Choice {
  readonly name: string;
  readonly effect: string;
}

const asTree = { returnObjects: true } as const;

/** What the buttons are called. */
export const decisionNames = t('decisions.names', asTree);

/** The questions that come before some decisions. */
export const decisionWords = t('decisions.questions', asTree);

const effects = t('decisions.effects', asTree);

/** Beside things that can be decided in more than one way, or whose buttons do not speak for themselves. */
export const choices = {
  inDoubt: [
    { name: decisionNames.arrived, effect: effects.arrived },
    { name: decisionNames.sendAgain, effect: effects.sendAgain },
    { name: decisionNames.withdraw, effect: effects.withdrawInDoubt },
  ],
  sealAgain: [
    { name: decisionNames.sealAgain, effect: effects.sealAgain },
    { name: decisionNames.withdraw, effect: effects.withdraw },
  ],
  duplicate: [
    { name: decisionNames.sendAnyway, effect: effects.sendDuplicate },
    { name: decisionNames.leaveOut, effect: effects.leaveOutDuplicate },
  ],
  maybeDelivered: [
    { name: decisionNames.sendIt, effect: effects.sendMaybeDelivered },
    { name: decisionNames.leaveOut, effect: effects.leaveOutMaybeDelivered },
  ],
  alarm: [{ name: decisionNames.scanAgain, effect: effects.scanAgain }],
} as const satisfies Record<string, readonly Choice[]>;

// Who locked something and whom to ask, in words.
import type { PolicyInForce, PolicyProblem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import type { Lock } from './locks';

/** What is locked as a whole. */
export type LockedThing = 'credential' | 'folder';

/** "Set by Northwind IT". */
export function setBy({ organisation }: Lock): string {
  return t('policy.setBy', { organisation });
}

/** Whom to ask; without a contact, whoever looks after the computer. */
export function askWhom({ contact }: Pick<Lock, 'contact'>): string {
  return contact === null ? t('policy.askSomebody') : t('policy.ask', { contact });
}

/** What a person may still do with something that is locked as a whole. */
export function lockedSentence(thing: LockedThing, { organisation }: Lock): string {
  return t(`policy.locked.${thing}`, { organisation });
}

/** "Managed by Northwind IT, it-help@northwind.example". */
export function managedBy({ organisation, contact }: Pick<PolicyInForce, 'organisation' | 'contact'>): string {
  return contact === null
    ? t('policy.managedBy', { organisation })
    : t('policy.managedByContact', { organisation, contact });
}

/** What is wrong with the policy's file; its details are apart, in English. */
export function policyProblemSentence({ kind }: PolicyProblem): string {
  return t(`policy.problems.${kind}`);
}

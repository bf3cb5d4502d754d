// What the computer's policy locks, and for whom to ask: questions to the program's answer, without a screen.
import {
  managedSettings,
  type ManagedSetting,
  type PolicyInForce,
  type PolicyProblem,
  type PolicyView,
} from '../../../preload/contract';

/** Somebody else decides here. */
export interface Lock {
  readonly organisation: string;
  /** Whom people can ask; null when the policy does not say. */
  readonly contact: string | null;
}

/** What a view asks about locks. Nothing is locked without a policy, and as long as it is not known. */
export interface Locks {
  readonly policy: PolicyInForce | null;
  readonly problem: PolicyProblem | null;
  readonly file: string | null;
  readonly setting: (name: ManagedSetting) => Lock | null;
  readonly credential: (id: string | null) => Lock | null;
  readonly folder: (id: string | null) => Lock | null;
}

/** The program refuses changes of what is locked in any case (main/policy/guard.ts); this is for saying so before. */
export function locksOf(view: PolicyView | undefined): Locks {
  const policy = view?.policy ?? null;
  const lock = policy === null ? null : { organisation: policy.organisation, contact: policy.contact };
  const lockIf = (isLocked: boolean | undefined): Lock | null => (isLocked === true ? lock : null);
  return {
    ...{ policy, problem: view?.problem ?? null, file: view?.file ?? null },
    setting: (name) => lockIf(policy?.settings[name]?.locked),
    credential: (id) => (id === null ? null : lockIf(policy?.credentials[id]?.locked)),
    folder: (id) => (id === null ? null : lockIf(policy?.folders[id]?.locked)),
  };
}

/**
 * What a form sends: where a setting is locked, the value in force and not the form's, which may be rounded or older than
 * the policy. The program would refuse the whole save for it.
 */
export function keepLocked<Settings extends object>(draft: Settings, inForce: Settings, { setting }: Locks): Settings {
  const locked: readonly string[] = managedSettings.filter((name) => setting(name) !== null);
  const kept = Object.entries(inForce).filter(([name]) => locked.includes(name));
  return { ...draft, ...Object.fromEntries(kept) };
}

// Keeps the policy in force: read at the start and again when its file changes; settings are read through it.
import { homedir } from 'node:os';
import type { PolicyProblem, PolicyView } from '../../preload/contract';
import type { Clock } from '../engine/ports';
import type { Settings, SettingsFile } from '../settings/settings-file';
import { overlay, rests, withoutPolicy } from './overlay';
import { parsePolicy, type Policy } from './parse-policy';
import { policyMark, readPolicy, type PolicyPlace } from './read-policy';

export interface PolicyKeeper {
  /** null: there is none. */
  readonly policy: Policy | null;
  /** What is wrong with the file now. At the start nothing may be done then; later the policy from before holds. */
  readonly problem: PolicyProblem | null;
  /** The settings with the policy over them. What is locked cannot be changed through them. */
  over(own: SettingsFile): SettingsFile;
  view(own: SettingsFile): PolicyView;
  /** Looks at the file again; true when the policy in force, or what is wrong with its file, changed. Never rejects. */
  lookAgain(): Promise<boolean>;
}

export interface PolicyKeeperParts {
  readonly place: PolicyPlace;
  readonly home?: string;
}

/** Reads the policy of this computer. Never rejects: `problem` says why it cannot be followed. */
export async function keepPolicy({ place, home = homedir() }: PolicyKeeperParts): Promise<PolicyKeeper> {
  let policy: Policy | null = null;
  let problem: PolicyProblem | null = null;
  let mark: string | null = null;
  const laid = new WeakMap<Settings, { readonly policy: Policy; readonly settings: Settings }>();

  async function lookAgain(): Promise<boolean> {
    const now = await policyMark(place);
    // Its rights are looked at with the rest: they change the file's own time.
    if (now === mark) return false;
    const before = { policy, problem };
    const read = await readPolicy(place);
    if (read.kind === 'problem') problem = read.problem;
    else if (read.kind === 'none') [policy, problem] = [null, null];
    else {
      const parsed = parsePolicy(read.text, { home });
      if (parsed.kind === 'policy') [policy, problem] = [parsed.policy, null];
      else problem = parsed.problem;
    }
    mark = now;
    return JSON.stringify(before) !== JSON.stringify({ policy, problem });
  }

  /** One object as long as nothing changes: whoever compares settings by identity must not see changes in every look. */
  function inForce(own: Settings): Settings {
    if (policy === null) return own;
    const known = laid.get(own);
    if (known?.policy === policy) return known.settings;
    const settings = overlay(own, policy);
    laid.set(own, { policy, settings });
    return settings;
  }

  await lookAgain();
  return {
    get policy() {
      return policy;
    },
    get problem() {
      return problem;
    },
    over: (own) => ({
      get: () => inForce(own.get()),
      change: (update) => {
        own.change((current) => {
          const next = update(inForce(current));
          return policy === null ? next : withoutPolicy(next, current, policy);
        });
      },
      setAside: own.setAside,
    }),
    view: (own) => ({ file: place.file, policy: policy === null ? null : viewOf(policy, own.get()), problem }),
    lookAgain,
  };
}

// An administrator who rolls out a policy looks whether it took effect; a look is one question to the disk.
const everyMs = 10_000;

/** Looks again and again until the signal fires; `onChange` is called after each change. */
export async function watchPolicy(
  keeper: PolicyKeeper,
  clock: Clock,
  onChange: () => void,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  while (await clock.sleep(everyMs, { signal })) {
    if (await keeper.lookAgain()) onChange();
  }
}

function viewOf(policy: Policy, own: Settings): NonNullable<PolicyView['policy']> {
  const { organisation, contact, updateChannel } = policy;
  const byId = (entries: Policy['credentials'] | Policy['folders']): Record<string, { locked: boolean }> =>
    Object.fromEntries(entries.map(({ locked, saved }) => [saved.id, { locked }]));
  return {
    ...{ organisation, contact, updateChannel },
    credentials: byId(policy.credentials),
    folders: byId(policy.folders),
    settings: Object.fromEntries(Object.entries(policy.settings).map(([name, { locked }]) => [name, { locked }])),
    resting: own.folders.filter(({ path }) => rests(path, policy)).map(({ path }) => path),
  };
}

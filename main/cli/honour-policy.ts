// Holds a config file against the policy of the computer: what is locked there cannot be said otherwise here.
import { managedSettings } from '../../preload/contract';
import type { Credential, EngineConfig } from '../engine/model';
import { isEqual } from '../policy/overlay';
import type { Policy } from '../policy/parse-policy';

type Uploads = EngineConfig['uploads'];
const uploadSettings = managedSettings.filter(
  (name): name is Extract<(typeof managedSettings)[number], keyof Uploads> =>
    !['language', 'keepZipsDays', 'activityDays', 'spoolMaxMegabytes'].includes(name),
);

export interface HonouredConfig {
  readonly uploads: Uploads;
  /** What the config says otherwise than the policy; nothing may be started then. */
  readonly problems: readonly string[];
}

/**
 * The limits that hold. `stated` is `uploads` as it was written: what is not written there comes from the policy, locked or
 * not. A credential with the name of a locked one has to be that one.
 */
export function honourPolicy(
  config: { readonly uploads: Uploads; readonly credentials: readonly Credential[] },
  stated: unknown,
  policy: Policy,
): HonouredConfig {
  const problems: string[] = [];
  let uploads: Uploads = config.uploads;
  for (const name of uploadSettings) {
    const managed = policy.settings[name];
    if (managed === undefined) continue;
    const isStated = typeof stated === 'object' && stated !== null && name in stated;
    // Checked by the policy's schema; the compiler cannot follow the pair of name and value.
    if (!isStated) uploads = { ...uploads, [name]: managed.value };
    else if (managed.locked && !isEqual(uploads[name], managed.value)) {
      problems.push(
        `uploads.${name}: locked by ${policy.organisation}; take it out of the config, or give their value.`,
      );
    }
  }
  for (const [index, credential] of config.credentials.entries()) {
    const entry = policy.credentials.find(({ locked, saved }) => locked && saved.name === credential.name);
    if (entry === undefined) continue;
    const locked = new Map<string, unknown>(Object.entries(entry.saved));
    for (const [field, value] of Object.entries(credential)) {
      // Its id is of another kind here and there.
      if (field === 'id' || !locked.has(field) || isEqual(locked.get(field), value)) continue;
      problems.push(
        `credentials[${index}].${field}: locked by ${policy.organisation} for "${credential.name}"; expected ${JSON.stringify(locked.get(field))}.`,
      );
    }
  }
  return { uploads, problems };
}

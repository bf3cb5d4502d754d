// Keeps passwords and tokens: encrypted by the system's keyring, weakly if the user accepted that, else in memory only.
import type { SecretKeeping } from '../../preload/contract';
import type { CredentialId } from '../engine/model';
import type { Secrets } from '../engine/ports';
import type { SettingsFile } from './settings-file';

/** Electron's safeStorage, as far as it is needed. */
export interface SystemKeyring {
  /** `none`: on Linux without a keyring, where only a fixed key is left. */
  readonly strength: () => 'keyring' | 'none';
  /** Lets `encrypt` work with the fixed key. */
  readonly allowFixedKey: () => void;
  readonly encrypt: (text: string) => Buffer;
  /** Throws when the text was encrypted by another keyring. */
  readonly decrypt: (bytes: Buffer) => string;
}

/** `proxy`: the password of the credential's own proxy. */
export type SecretKind = 'password' | 'token' | 'proxy';

const secretKinds: readonly SecretKind[] = ['password', 'token', 'proxy'];

export interface SecretKeeper extends Secrets {
  save(id: CredentialId, kind: SecretKind, value: string): void;
  /** Forgets one secret. */
  forget(id: CredentialId, kind: SecretKind): void;
  /** Forgets all secrets of a credential. */
  remove(id: CredentialId): void;
  keepingOf(id: CredentialId, kind: SecretKind): SecretKeeping;
  readonly keyring: 'available' | 'weak-accepted' | 'none';
  /** The user accepts the fixed key: what this session holds is saved with it. */
  acceptWeakStorage(): void;
}

/** Makes the keeper over the settings file. Nothing is decrypted before it is needed. */
export function createSecretKeeper(settings: SettingsFile, keyring: SystemKeyring): SecretKeeper {
  const inSession = new Map<string, string>();
  if (canOnlyBeWeak() && settings.get().weakStorageAccepted) keyring.allowFixedKey();

  function canOnlyBeWeak(): boolean {
    return keyring.strength() === 'none';
  }
  function mayWrite(): boolean {
    return !canOnlyBeWeak() || settings.get().weakStorageAccepted;
  }

  function read(id: CredentialId, kind: SecretKind): string | null {
    const key = `${id}/${kind}`;
    const known = inSession.get(key);
    if (known !== undefined) return known;
    const ciphertext = settings.get().secrets[key];
    if (ciphertext === undefined || !mayWrite()) return null;
    try {
      return keyring.decrypt(Buffer.from(ciphertext, 'base64'));
    } catch {
      // Another keyring, or a profile copied from another machine: the secret has to be typed again.
      return null;
    }
  }

  function save(id: CredentialId, kind: SecretKind, value: string): void {
    const key = `${id}/${kind}`;
    if (!mayWrite()) {
      inSession.set(key, value);
      // An older one that an earlier keyring encrypted would come back in a later session and be refused there.
      dropCiphertext((name) => name === key);
      return;
    }
    const ciphertext = keyring.encrypt(value).toString('base64');
    settings.change((current) => ({ ...current, secrets: { ...current.secrets, [key]: ciphertext } }));
    inSession.delete(key);
  }

  function dropCiphertext(isGone: (key: string) => boolean): void {
    const entries = Object.entries(settings.get().secrets);
    const kept = entries.filter(([key]) => !isGone(key));
    if (kept.length < entries.length) {
      settings.change((current) => ({ ...current, secrets: Object.fromEntries(kept) }));
    }
  }

  return {
    save,
    password: (id) => Promise.resolve(read(id, 'password')),
    pastedToken: (id) => Promise.resolve(read(id, 'token')),
    proxyPassword: (id) => Promise.resolve(read(id, 'proxy')),
    forget: (id, kind) => {
      inSession.delete(`${id}/${kind}`);
      dropCiphertext((key) => key === `${id}/${kind}`);
    },
    remove: (id) => {
      const mine = (key: string): boolean => key.startsWith(`${id}/`);
      for (const key of [...inSession.keys()].filter(mine)) inSession.delete(key);
      dropCiphertext(mine);
    },
    keepingOf: (id, kind) => {
      if (inSession.has(`${id}/${kind}`)) return 'session';
      if (read(id, kind) === null) return 'missing';
      return canOnlyBeWeak() ? 'weak' : 'keyring';
    },
    get keyring() {
      if (!canOnlyBeWeak()) return 'available';
      return settings.get().weakStorageAccepted ? 'weak-accepted' : 'none';
    },
    acceptWeakStorage: () => {
      keyring.allowFixedKey();
      settings.change((current) => ({ ...current, weakStorageAccepted: true }));
      for (const [key, value] of [...inSession]) {
        const [id = '', kind] = key.split('/');
        save(id as CredentialId, secretKinds.find((one) => one === kind) ?? 'password', value);
      }
    },
  };
}

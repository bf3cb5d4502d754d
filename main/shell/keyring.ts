// Electron's safeStorage behind the settings' own words.
import { safeStorage } from 'electron/main';
import type { SystemKeyring } from '../settings/secret-keeper';

/* eslint-disable @typescript-eslint/no-deprecated --
   The asynchronous functions that replace these are not in Electron 33, the oldest version this program runs on. */

/** The system's keyring. Needs Electron to be ready. */
export function systemKeyring(): SystemKeyring {
  // Read before the fixed key is allowed: afterwards Electron calls encryption available, weak as it is.
  const isWeak =
    !safeStorage.isEncryptionAvailable() ||
    (process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()));
  return {
    strength: () => (isWeak ? 'none' : 'keyring'),
    allowFixedKey: () => {
      safeStorage.setUsePlainTextEncryption(true);
    },
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(bytes),
  };
}

// A keyring for tests: safeStorage runs in Electron alone.
import type { SystemKeyring } from '../secret-keeper';

/** Stands for safeStorage: text as hex digits behind the keyring's name. `none` works only after `allowFixedKey`. */
export function aKeyring(strength: 'keyring' | 'none', name = 'mine'): SystemKeyring {
  let isUsable = strength === 'keyring';
  const prefix = `${name}:`;
  return {
    strength: () => strength,
    allowFixedKey: () => {
      isUsable = true;
    },
    encrypt: (text) => {
      if (!isUsable) throw new Error('no encryption');
      return Buffer.from(prefix + Buffer.from(text).toString('hex'));
    },
    decrypt: (bytes) => {
      const text = bytes.toString();
      if (!isUsable || !text.startsWith(prefix)) throw new Error('cannot decrypt');
      return Buffer.from(text.slice(prefix.length), 'hex').toString();
    },
  };
}

// Where passwords and tokens go: with a keyring, without one, with accepted weak storage, and with a foreign keyring.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CredentialId } from '../engine/model';
import { createSecretKeeper, type SystemKeyring } from './secret-keeper';
import { plainSettings, temporaryFolder } from './testing/drafts';
import { aKeyring } from './testing/keyring';

const acme = 'acme' as CredentialId;
const other = 'other' as CredentialId;
const password = 'correct horse';

/** A keeper on the settings in this folder, as a start of the program makes it. */
function start(folder: string, keyring: SystemKeyring) {
  return createSecretKeeper(plainSettings(folder), keyring);
}

describe('with a keyring', () => {
  it('keeps a secret over a restart, and never readable on disk', async () => {
    const folder = await temporaryFolder();
    start(folder, aKeyring('keyring')).save(acme, 'password', password);
    const again = start(folder, aKeyring('keyring'));
    expect(await again.password(acme)).toBe(password);
    expect(again.keepingOf(acme, 'password')).toBe('keyring');
    expect(again.keyring).toBe('available');
    const onDisk = await readFile(join(folder, 'settings.json'), 'utf8');
    expect(onDisk).not.toContain(password);
    expect(onDisk).not.toContain(Buffer.from(password).toString('base64'));
  });

  it('keeps password and token of each credential apart', async () => {
    const keeper = start(await temporaryFolder(), aKeyring('keyring'));
    keeper.save(acme, 'token', 'tok');
    keeper.save(other, 'password', 'pw');
    expect(await keeper.password(acme)).toBeNull();
    expect(await keeper.pastedToken(acme)).toBe('tok');
    expect(await keeper.password(other)).toBe('pw');
  });

  it("takes another keyring's ciphertext for a missing secret", async () => {
    const folder = await temporaryFolder();
    start(folder, aKeyring('keyring', 'theirs')).save(acme, 'password', password);
    const keeper = start(folder, aKeyring('keyring', 'mine'));
    expect(await keeper.password(acme)).toBeNull();
    expect(keeper.keepingOf(acme, 'password')).toBe('missing');
    keeper.save(acme, 'password', 'typed again');
    expect(await keeper.password(acme)).toBe('typed again');
  });

  it('forgets all secrets of a removed credential and no others', async () => {
    const folder = await temporaryFolder();
    const keeper = start(folder, aKeyring('keyring'));
    keeper.save(acme, 'password', password);
    keeper.save(acme, 'token', 'tok');
    keeper.save('acme2' as CredentialId, 'password', 'stays');
    keeper.remove(acme);
    expect([keeper.keepingOf(acme, 'password'), keeper.keepingOf(acme, 'token')]).toEqual(['missing', 'missing']);
    expect(await keeper.password('acme2' as CredentialId)).toBe('stays');
    expect(Object.keys(plainSettings(folder).get().secrets)).toEqual(['acme2/password']);
  });
});

describe('without a keyring', () => {
  it('keeps a secret for the session only', async () => {
    const folder = await temporaryFolder();
    const keeper = start(folder, aKeyring('none'));
    keeper.save(acme, 'password', password);
    expect(await keeper.password(acme)).toBe(password);
    expect(keeper.keepingOf(acme, 'password')).toBe('session');
    expect(keeper.keyring).toBe('none');
    expect(plainSettings(folder).get().secrets).toEqual({});
    expect(start(folder, aKeyring('none')).keepingOf(acme, 'password')).toBe('missing');
  });

  it('saves what the session holds once weak storage is accepted', async () => {
    const folder = await temporaryFolder();
    const keeper = start(folder, aKeyring('none'));
    keeper.save(acme, 'password', password);
    keeper.save(acme, 'token', 'tok');
    keeper.acceptWeakStorage();
    const again = start(folder, aKeyring('none'));
    expect(again.keyring).toBe('weak-accepted');
    expect([again.keepingOf(acme, 'password'), again.keepingOf(acme, 'token')]).toEqual(['weak', 'weak']);
    expect([await again.password(acme), await again.pastedToken(acme)]).toEqual([password, 'tok']);
  });

  it('finds a secret again that an earlier session with a keyring saved, when the keyring is back', async () => {
    const folder = await temporaryFolder();
    start(folder, aKeyring('keyring')).save(acme, 'password', password);
    expect(start(folder, aKeyring('none')).keepingOf(acme, 'password')).toBe('missing');
    expect(await start(folder, aKeyring('keyring')).password(acme)).toBe(password);
  });

  it('does not bring an older secret back after a newer one was typed for the session', async () => {
    const folder = await temporaryFolder();
    start(folder, aKeyring('keyring')).save(acme, 'password', 'old');
    start(folder, aKeyring('none')).save(acme, 'password', 'new');
    expect(start(folder, aKeyring('keyring')).keepingOf(acme, 'password')).toBe('missing');
  });
});

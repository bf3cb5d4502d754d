// Which policy files are followed: real files, owners and rights.
import { chmod, chown, mkdir, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../settings/testing/drafts';
import { policyMark, policyPlace, readPolicy } from './read-policy';
import { ownPlace, policyJson, putPolicy } from './testing/a-policy';

describe('policyPlace', () => {
  it.each([
    ['linux', '/etc/batchdrop/policy.json'],
    ['darwin', '/Library/Application Support/Batchdrop/policy.json'],
    ['win32', 'C:\\ProgramData\\Batchdrop\\policy.json'],
  ] as const)('on %s is a place that only administrators write to', (platform, file) => {
    expect(policyPlace(platform)).toEqual({ file, owner: 0 });
  });

  it('cannot be moved by the environment', () => {
    const before = { ...process.env };
    try {
      for (const name of ['ProgramData', 'ALLUSERSPROFILE', 'XDG_CONFIG_DIRS', 'HOME']) process.env[name] = '/tmp/mine';
      expect(policyPlace('win32').file).toBe('C:\\ProgramData\\Batchdrop\\policy.json');
      expect(policyPlace('linux').file).toBe('/etc/batchdrop/policy.json');
    } finally {
      process.env = before;
    }
  });
});

describe.skipIf(process.platform === 'win32')('readPolicy', () => {
  it('has no policy where there is no file', async () => {
    expect(await readPolicy(ownPlace(await temporaryFolder()))).toEqual({ kind: 'none' });
    expect(await readPolicy(ownPlace(join(await temporaryFolder(), 'absent')))).toEqual({ kind: 'none' });
  });

  it('reads one that its owner alone can write', async () => {
    const place = ownPlace(await temporaryFolder());
    await putPolicy(place, policyJson());
    expect(await readPolicy(place)).toEqual({ kind: 'text', text: policyJson() });
  });

  it.each([0o666, 0o646, 0o664])('refuses one with the mode %o', async (mode) => {
    const place = ownPlace(await temporaryFolder());
    await putPolicy(place, policyJson());
    await chmod(place.file, mode);
    expect(await readPolicy(place)).toEqual({
      kind: 'problem',
      problem: {
        kind: 'writable',
        details: [`${place.file} can be written by others; take that right away (chmod go-w).`],
      },
    });
  });

  it('refuses one in a folder that others can write to', async () => {
    const folder = await temporaryFolder();
    const place = ownPlace(folder);
    await putPolicy(place, policyJson());
    await chmod(folder, 0o777);
    expect(await readPolicy(place)).toMatchObject({
      problem: { kind: 'writable', details: [expect.stringContaining(`${folder} can be`)] },
    });
  });

  it('refuses one of another owner', async () => {
    const place = ownPlace(await temporaryFolder());
    await putPolicy(place, policyJson());
    expect(await readPolicy({ ...place, owner: place.owner + 1 })).toMatchObject({ problem: { kind: 'not-owned' } });
  });

  it.skipIf(process.getuid?.() !== 0)('refuses one that a person owns, on a computer of root', async () => {
    const place = ownPlace(await temporaryFolder());
    await putPolicy(place, policyJson());
    await chown(place.file, 1_000, 1_000);
    expect(await readPolicy(place)).toMatchObject({
      problem: { kind: 'not-owned', details: [`${place.file} belongs to user 1000; give it to root (chown root).`] },
    });
  });

  it('follows no link, opens no folder and reads nothing huge', async () => {
    const folder = await temporaryFolder();
    const place = ownPlace(folder);
    await putPolicy({ ...place, file: join(folder, 'other.json') }, policyJson());
    await symlink(join(folder, 'other.json'), place.file);
    expect(await readPolicy(place)).toEqual({ kind: 'problem', problem: { kind: 'unreadable', details: ['ELOOP'] } });
    await mkdir(join(folder, 'folder'));
    expect(await readPolicy({ ...place, file: join(folder, 'folder') })).toMatchObject({
      problem: { kind: 'unreadable' },
    });
    const large = { ...place, file: join(folder, 'large.json') };
    await putPolicy(large, '{}');
    await truncate(large.file, 2 * 1024 * 1024);
    expect(await readPolicy(large)).toMatchObject({ problem: { kind: 'too-large' } });
  });

  it('is worth another look after a change of content or rights', async () => {
    const place = ownPlace(await temporaryFolder());
    const marks = [await policyMark(place)];
    await putPolicy(place, policyJson());
    marks.push(await policyMark(place));
    expect(await policyMark(place)).toBe(marks[1]);
    await chmod(place.file, 0o666);
    marks.push(await policyMark(place));
    expect(new Set(marks).size).toBe(3);
  });
});

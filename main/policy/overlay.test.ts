// A policy over a person's own settings: what holds, what can be changed, and what is left when it goes away.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSettings, type Settings } from '../settings/settings-file';
import { overlay, withoutPolicy } from './overlay';
import { aManagedCredential, aManagedFolder, aPolicy } from './testing/a-policy';

const credentials = [aManagedCredential];
const own = (more: Record<string, unknown> = {}): Settings => parseSettings(more);
const ownCredential = {
  ...{ id: 'mine', name: 'Mine', baseUrl: 'https://mine.example', companyName: 'M', username: 'm' },
  ...{ tokenMode: 'automatic', inDoubt: 'ask', sandbox: false },
};
const ownFolder = (path: string, id = 'f-mine') => ({
  ...{ id, path, credentialId: 'mine', documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
  ...{ set: { policy: 'none' }, batch: { quietMs: 1, maxDocuments: 1, maxBytes: 1 }, afterUpload: 'leave' },
  ...{ otherImages: false, paused: false },
});
const idsOf = (entries: readonly { readonly id: string }[]): string[] => entries.map(({ id }) => id);

describe('a locked value', () => {
  const policy = aPolicy({ settings: { places: { value: 2, locked: true }, language: { value: 'de', locked: true } } });

  it('holds over a person’s own', () => {
    expect(overlay(own({ uploads: { places: 8 }, language: 'en' }), policy)).toMatchObject({
      ...{ language: 'de', uploads: { places: 2 } },
    });
  });

  it('cannot be saved over, and the person’s own is there again when the policy is gone', () => {
    const mine = own({ uploads: { places: 8 } });
    const inForce = overlay(mine, policy);
    const saved = withoutPolicy(
      { ...inForce, uploads: { ...inForce.uploads, places: 5, pauseOnMetered: true } },
      mine,
      policy,
    );
    expect(saved.uploads).toMatchObject({ places: 8, pauseOnMetered: true });
    expect(saved.language).toBe('system');
    expect(overlay(saved, policy).uploads.places).toBe(2);
  });
});

describe('a preset value', () => {
  const policy = aPolicy({ settings: { keepZipsDays: { value: 30, locked: false } } });
  const days = (settings: Settings): number => overlay(settings, policy).preferences.keepZipsDays;

  it('is the default of whoever chose nothing', () => {
    expect(days(own())).toBe(30);
    expect(days(own({ preferences: { keepZipsDays: 7 } }))).toBe(7);
  });

  it('gives way to a choice, even to the program’s own default', () => {
    const inForce = overlay(own(), policy);
    const chosen = withoutPolicy(
      { ...inForce, preferences: { ...inForce.preferences, keepZipsDays: 0 } },
      own(),
      policy,
    );
    expect(days(chosen)).toBe(0);
  });

  it('is followed when it changes, as long as nobody chose', () => {
    const other = { ...overlay(own(), policy), weakStorageAccepted: true };
    const saved = withoutPolicy(other, own(), policy);
    expect(saved.weakStorageAccepted).toBe(true);
    const later = aPolicy({ settings: { keepZipsDays: { value: 60, locked: false } } });
    expect(overlay(saved, later).preferences.keepZipsDays).toBe(60);
  });
});

describe('a credential of the policy', () => {
  const locked = aPolicy({ credentials });
  const preset = aPolicy({ credentials: [{ ...aManagedCredential, locked: false }] });

  it('stands before a person’s own, and goes with the policy', () => {
    const mine = own({ credentials: [ownCredential] });
    const inForce = overlay(mine, locked);
    expect(idsOf(inForce.credentials)).toEqual(['policy-main', 'mine']);
    expect(idsOf(withoutPolicy(inForce, mine, locked).credentials)).toEqual(['mine']);
  });

  it('that is locked can neither be changed nor taken out', () => {
    const inForce = overlay(own(), locked);
    const changed = inForce.credentials.map((one) => ({ ...one, baseUrl: 'https://evil.example' }));
    for (const next of [changed, []]) {
      const saved = withoutPolicy({ ...inForce, credentials: next }, own(), locked);
      expect(overlay(saved, locked).credentials).toEqual(inForce.credentials);
      expect(saved.credentials).toEqual([]);
    }
  });

  it('that is preset becomes a person’s own by a change, and stays away when it was taken out', () => {
    const inForce = overlay(own(), preset);
    const renamed = { ...inForce, credentials: inForce.credentials.map((one) => ({ ...one, name: 'Renamed' })) };
    const mine = withoutPolicy(renamed, own(), preset);
    expect(overlay(mine, preset).credentials).toMatchObject([{ id: 'policy-main', name: 'Renamed' }]);
    expect(mine.credentials).toHaveLength(1);
    const without = withoutPolicy({ ...overlay(mine, preset), credentials: [] }, mine, preset);
    expect(overlay(without, preset).credentials).toEqual([]);
    // Locked later: now it is there whatever anybody chose.
    expect(overlay(without, locked).credentials).toHaveLength(1);
  });

  it('keeps a person’s change of the preset while it is locked', () => {
    const mine = own({ credentials: [{ ...ownCredential, id: 'policy-main', name: 'Renamed' }] });
    const inForce = overlay(mine, locked);
    expect(inForce.credentials).toMatchObject([{ name: 'Acme' }]);
    expect(withoutPolicy(inForce, mine, locked).credentials).toMatchObject([{ name: 'Renamed' }]);
  });
});

describe('a watched folder of the policy', () => {
  const policy = aPolicy({ credentials, folders: [aManagedFolder] });

  it('lets a person’s own folder rest that would deliver its documents twice', () => {
    const mine = own({
      folders: [ownFolder('/srv'), ownFolder('/srv/scans/sub', 'f-sub'), ownFolder('/home/ap', 'f-home')],
    });
    const inForce = overlay(mine, policy);
    expect(inForce.folders.map(({ path }) => path)).toEqual(['/srv/scans', '/home/ap']);
    const saved = withoutPolicy(inForce, mine, policy);
    expect(idsOf(saved.folders).sort()).toEqual(['f-home', 'f-mine', 'f-sub']);
  });

  it('takes the place of a person’s own of the same path, which is there again later', () => {
    const [folder] = overlay(own(), policy).folders;
    const mine = own({ folders: [ownFolder('/srv/scans', folder?.id)] });
    expect(overlay(mine, policy).folders).toMatchObject([{ credentialId: 'policy-main' }]);
    expect(withoutPolicy(overlay(mine, policy), mine, policy).folders).toMatchObject([{ credentialId: 'mine' }]);
  });
});

describe('any settings under any policy', () => {
  const locked = fc.boolean();
  const policies = fc
    .record({
      credential: fc.option(locked),
      folder: fc.option(locked),
      places: fc.option(fc.record({ value: fc.integer({ min: 1, max: 8 }), locked })),
      keepZipsDays: fc.option(fc.record({ value: fc.integer({ min: 0, max: 9 }), locked })),
    })
    .map(({ credential, folder, places, keepZipsDays }) =>
      aPolicy({
        credentials: [{ ...aManagedCredential, locked: credential ?? folder ?? false }],
        folders: folder === null ? [] : [{ ...aManagedFolder, locked: folder }],
        settings: { ...(places === null ? {} : { places }), ...(keepZipsDays === null ? {} : { keepZipsDays }) },
      }),
    );
  const settings = fc
    .record({
      credentials: fc.subarray([ownCredential, { ...ownCredential, id: 'policy-main', name: 'Changed' }]),
      folders: fc.subarray([ownFolder('/srv'), ownFolder('/srv/scans/a', 'f-a'), ownFolder('/home/ap', 'f-h')]),
      places: fc.integer({ min: 1, max: 8 }),
      keepZipsDays: fc.integer({ min: 0, max: 9 }),
      removed: fc.subarray(['policy-main']),
    })
    .map(({ places, keepZipsDays, removed, ...rest }) =>
      own({ ...rest, uploads: { places }, preferences: { keepZipsDays }, againstPresets: { chosen: [], removed } }),
    );

  it('come back as they were when nothing was changed', () => {
    fc.assert(
      fc.property(settings, policies, (mine, policy) => {
        const saved = withoutPolicy(overlay(mine, policy), mine, policy);
        const order = ({ credentials: mineToo, folders, ...rest }: Settings) => ({
          ...rest,
          againstPresets: null,
          credentials: [...mineToo].sort((a, b) => (a.id < b.id ? -1 : 1)),
          folders: [...folders].sort((a, b) => (a.id < b.id ? -1 : 1)),
        });
        expect(order(saved)).toEqual(order(mine));
        expect(overlay(saved, policy)).toEqual({ ...overlay(mine, policy), againstPresets: saved.againstPresets });
      }),
    );
  });

  it('hold to what is locked, whatever was saved', () => {
    fc.assert(
      fc.property(settings, settings, policies, (mine, wish, policy) => {
        const inForce = overlay(withoutPolicy(wish, mine, policy), policy);
        for (const { locked: isLocked, saved } of policy.credentials) {
          if (isLocked) expect(inForce.credentials).toContainEqual(saved);
        }
        for (const { locked: isLocked, saved } of policy.folders) {
          if (isLocked) expect(inForce.folders).toContainEqual(saved);
        }
        if (policy.settings.places?.locked === true) expect(inForce.uploads.places).toBe(policy.settings.places.value);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { RehearsalResult } from '../../preload/contract';
import { sampleProfile, type RehearsalProfile } from '../rehearsal/profile';
import type { RehearsalOutcome } from '../rehearsal/rehearsals';
import { folderFromDraft } from '../settings/folder-draft';
import type { SavedCredential, Settings } from '../settings/settings-file';
import { aFolderDraft } from '../settings/testing/drafts';
import { rehearsalCalls } from './rehearsal-calls';

const credential: SavedCredential = {
  ...{ id: 'c1', name: 'acme', baseUrl: 'https://acme.example', companyName: 'Acme', username: 'clerk' },
  ...{ tokenMode: 'pasted', inDoubt: 'send-again', sandbox: false },
};
const draft = aFolderDraft({
  path: '/scans',
  credentialId: 'c1',
  setPolicy: 'existing',
  setReferenceNumber: '77',
  afterUpload: 'trash',
});
const settings = { credentials: [credential], folders: [folderFromDraft(draft, 'f1')] } as unknown as Settings;
const result: RehearsalResult = {
  ...{ rehearsal: 'all-well', passed: true, durationMs: 1, documents: 1, deliveredOnce: 1, deliveredTwice: 0 },
  ...{ onScreen: [], steps: [] },
};

function callsAnswering(outcome: RehearsalOutcome): {
  run: ReturnType<typeof rehearsalCalls>['rehearsals.run'];
  profiles: RehearsalProfile[];
} {
  const profiles: RehearsalProfile[] = [];
  const run = (_name: unknown, profile: RehearsalProfile): Promise<RehearsalOutcome> => {
    profiles.push(profile);
    return Promise.resolve(outcome);
  };
  return { run: rehearsalCalls({ get: () => settings }, { run })['rehearsals.run'], profiles };
}

describe('a rehearsal that the window asks for', () => {
  it("takes over the folder's profile and the rules of its credential", async () => {
    const { run, profiles } = callsAnswering({ kind: 'result', result });
    expect(await run({ rehearsal: 'all-well', folderId: 'f1' })).toEqual({ ok: true, value: result });
    expect(profiles).toMatchObject([
      {
        ...{ inDoubt: 'send-again', tokenMode: 'pasted' },
        folder: { documentType: draft.documentType, set: { policy: 'existing', referenceNumber: '77' } },
      },
    ]);
  });

  it('does without a folder', async () => {
    const { run, profiles } = callsAnswering({ kind: 'result', result });
    await run({ rehearsal: 'all-well', folderId: null });
    expect(profiles).toEqual([sampleProfile]);
  });

  it('is not held for a folder that is not there', async () => {
    const { run, profiles } = callsAnswering({ kind: 'result', result });
    expect(await run({ rehearsal: 'all-well', folderId: 'nobody' })).toEqual({
      ...{ ok: false, problem: { code: 'not-found' } },
    });
    expect(profiles).toEqual([]);
  });

  it.each([
    [{ kind: 'cancelled' } as const, { code: 'failed' }],
    [{ kind: 'failed', detail: 'ENOSPC' } as const, { code: 'failed', detail: 'ENOSPC' }],
  ])('says that it could not be held: %j', async (outcome, problem) => {
    const { run } = callsAnswering(outcome);
    expect(await run({ rehearsal: 'all-well', folderId: null })).toEqual({ ok: false, problem });
  });
});

// No request that does not fit its call gets through, whatever it is made of.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallName, Calls } from '../../preload/contract';
import { aCredentialDraft, aDropProfile, aFolderDraft } from '../settings/testing/drafts';
import { requestSchemas } from './schemas';

const page = { offset: 0, limit: 50 };
const examples: { readonly [Name in CallName]: Calls[Name]['request'] } = {
  'app.info': null,
  'app.startSandbox': null,
  'app.acceptWeakStorage': null,
  'app.openFolder': { folderId: 'f1' },
  'app.copyText': { text: '169a4df0' },
  'credentials.list': null,
  'credentials.save': aCredentialDraft({ id: 'c1', token: 'tok' }),
  'credentials.remove': { id: 'c1' },
  'credentials.test': aCredentialDraft(),
  'credentials.pickAuthority': null,
  'credentials.resume': { id: 'c1' },
  'folders.list': null,
  'folders.pick': null,
  'folders.save': aFolderDraft({ id: 'f1', path: '/in' }),
  'folders.remove': { id: 'f1' },
  'folders.scan': { id: 'f1' },
  'documents.dismiss': { documentId: 1 },
  'documents.sendAnyway': { documentId: 1 },
  'receipts.export': { format: 'csv' },
  'rehearsals.run': { rehearsal: 'reply-lost', folderId: null },
  'overview.get': { period: '7-days' },
  'attention.list': { ...page, kinds: ['document'], folderId: 'f1' },
  'attention.counts': { folderId: 'f1' },
  'documents.dismissMany': { documentIds: [1, 2] },
  'documents.sendAnywayMany': { documentIds: [1] },
  'queue.decideMany': { batchIds: [1], decision: { kind: 'retry' } },
  'sets.get': { setId: null },
  'sets.batchIds': { ...page, setId: 1 },
  'sets.export': { setId: 1 },
  'batches.get': { batchId: 1 },
  'batches.attempts': { ...page, batchId: 1 },
  'batches.evidence': { batchId: 1, attempt: 1 },
  'activity.list': { before: null, limit: 50, kinds: ['batch-accepted'], credentialId: 'c1', text: 'a' },
  'search.find': { text: 'invoice' },
  'folders.preview': { draft: aFolderDraft({ path: '/in' }) },
  'folders.pickDropped': { token: 't1' },
  'drops.pick': { what: 'files' },
  'drops.inspect': { token: 't1', otherImages: false, maxMegabytes: 100 },
  'drops.send': { token: 't1', profile: aDropProfile(), set: { kind: 'new', name: 'March' } },
  'drops.list': page,
  'drops.discard': { dropId: '0123456789ab' },
  'documents.reveal': { documentId: 1 },
  'batches.saveZip': { batchId: 1 },
  'sets.rename': { setId: 1, name: 'March' },
  'sets.list': { ...page, search: '', states: ['open'] },
  'sets.batches': { ...page, setId: null },
  'sets.documents': { ...page, batchId: 1 },
  'sets.setNumber': { setId: 1, referenceNumber: '12345' },
  'queue.list': page,
  'queue.decide': { batchId: 1, decision: { kind: 'arrived', serverBatchId: '169a4df0' } },
  'queue.prioritize': { batchId: 1, prioritized: true },
  'pauses.list': null,
  'pauses.set': { scope: 'folder', id: 'f1', until: 5_000 },
  'pauses.end': { scope: 'credential', id: 'c1' },
  'uploads.get': null,
  'policy.get': null,
  'uploads.save': { places: 4, placesPerCredential: 2, bytesPerSecond: 500_000, timetable: null, pauseOnMetered: true },
  'preferences.get': null,
  'preferences.save': {
    ...{ language: 'de', closeToTray: true, startAtLogin: false },
    notifications: { deliveries: true, problems: false, quietFrom: '18:00', quietTo: '07:30' },
    ...{ keepZipsDays: 3, activityDays: 90, spoolFolder: '/spool', spoolMaxMegabytes: 500 },
  },
  'diagnostics.collect': null,
};
const names = Object.keys(examples) as CallName[];
const withFields = names.filter((name) => examples[name] !== null);
/** What narrows a list and may be left out. */
const optional: Readonly<Partial<Record<CallName, readonly string[]>>> = {
  'attention.list': ['kinds', 'folderId'],
  'attention.counts': ['folderId'],
  'activity.list': ['kinds', 'folderId', 'credentialId', 'text'],
  'sets.list': ['states'],
};
const isOptional = (name: CallName, field: string): boolean => optional[name]?.includes(field) ?? false;
const hasOnlyOptionalFields = (name: CallName): boolean =>
  Object.keys(examples[name] ?? {}).every((field) => isOptional(name, field));
const fits = (name: CallName, request: unknown): boolean => requestSchemas[name].safeParse(request).success;

/** A call that carries something, and one of its fields. */
const aField = fc.constantFrom(...withFields).chain((name) =>
  fc.record({
    name: fc.constant(name),
    field: fc.constantFrom(...Object.keys(examples[name] ?? {})),
  }),
);
/** What no field of any call takes. */
const neverFits = fc.oneof(
  fc.constant(Number.NaN),
  fc.constant(-1),
  fc.constant(0.5),
  fc.constant('x'.repeat(100_001)),
  fc.array(fc.constantFrom(null, -1, 'no kind', {}), { minLength: 1 }),
  fc.dictionary(fc.string(), fc.anything()),
  fc.bigInt(),
  fc.date(),
);

describe('the request schemas', () => {
  it.each(names)('take a proper request: %s', (name) => {
    expect(fits(name, examples[name])).toBe(true);
  });

  it('refuse or take anything at all without throwing, and take only objects or null', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything({ withBigInt: true, withDate: true }), (name, request) => {
        const taken = fits(name, request);
        if (examples[name] === null) expect(taken).toBe(request === null);
        else if (!hasOnlyOptionalFields(name)) expect(taken).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuse a field of another type or size', () => {
    fc.assert(
      fc.property(aField, neverFits, ({ name, field }, value) => {
        // The folder form's numbers get their own sentence from the folder check.
        const isCheckedLater = ['quietSeconds', 'maxDocuments', 'maxMegabytes', 'pollSeconds'].includes(field);
        fc.pre(!(isCheckedLater && typeof value === 'number'));
        expect(fits(name, { ...examples[name], [field]: value })).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuse unknown fields, prototype keys among them', () => {
    const extra = fc.oneof(
      fc.constantFrom('constructor', 'prototype', 'toString', 'path'),
      fc.string({ minLength: 1 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...withFields), extra, fc.anything(), (name, key, value) => {
        fc.pre(!Object.hasOwn(examples[name] ?? {}, key) && !['id', 'token', '__proto__'].includes(key));
        expect(fits(name, { ...examples[name], [key]: value })).toBe(false);
      }),
    );
  });

  it('let no "__proto__" key of a message reach the handlers', () => {
    const request: unknown = JSON.parse('{"id":"f1","__proto__":{"isAdmin":true}}');
    const parsed = requestSchemas['folders.scan'].safeParse(request);
    const carried = parsed.success ? (parsed.data as unknown as Record<string, unknown>) : {};
    expect(carried['isAdmin']).toBeUndefined();
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('refuse a missing field', () => {
    fc.assert(
      fc.property(aField, ({ name, field }) => {
        fc.pre(!isOptional(name, field));
        fc.pre(!['id', 'password', 'token'].includes(field) || !/save|test/.test(name));
        const rest = Object.fromEntries(Object.entries(examples[name] ?? {}).filter(([key]) => key !== field));
        expect(fits(name, rest)).toBe(false);
      }),
    );
  });

  it.each([
    ['sets.list', { ...page, limit: 501, search: '' }],
    ['sets.list', { ...page, search: 'x'.repeat(201) }],
    ['credentials.save', aCredentialDraft({ name: 'x'.repeat(501) })],
    ['credentials.save', aCredentialDraft({ password: 'x'.repeat(10_001) })],
    ['queue.decide', { batchId: 1, decision: { kind: 'arrived', serverBatchId: ' ' } }],
    ['queue.decide', { batchId: 1, decision: { kind: 'delete' } }],
    ['queue.decide', { batchId: Number.MAX_SAFE_INTEGER + 1, decision: { kind: 'retry' } }],
  ] as const)('refuse what is too large or empty: %s', (name, request) => {
    expect(fits(name, request)).toBe(false);
  });
});

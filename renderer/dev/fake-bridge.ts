// A program in memory for development: it answers every call with sample data and forgets everything on reload.
import type {
  AppInfo,
  Bridge,
  CallName,
  Calls,
  CredentialView,
  FolderView,
  Overview,
  Problem,
  Topic,
} from '../../preload/contract';
import { fakeDocuments, fakeHandOver } from './fake-documents';
import {
  fakeAttentionCounts,
  fakeAttentionPage,
  fakeBulk,
  fakeCounts,
  fakeDays,
  fakeFolders,
  fakePages,
} from './fake-pages';
import { fakePolicy } from './fake-policy';
import { fakePreferences } from './fake-preferences';
import { fakeSending } from './fake-sending';
import type { FakeState } from './fake-states';
import { attention, manyDuplicates } from './sample-attention';
import { sampleRehearsal } from './sample-rehearsals';
import { countsOf, credentials, folders, sampleCertificate } from './sample-setup';
import { batches, documents, queue, sets } from './sample-work';

type Answer<Name extends CallName> = Calls[Name]['value'] | Refusal;
type Handlers = {
  readonly [Name in CallName]: (request: Calls[Name]['request']) => Answer<Name> | Promise<Answer<Name>>;
};

class Refusal {
  constructor(readonly problem: Problem) {}
}

const answerMs = 60;
const rehearsalMs = 1_500;

export function fakeBridge(state: FakeState): Bridge {
  const listeners = new Set<(topics: readonly Topic[]) => void>();
  const handlers = handlersOf(state, (topics) => {
    for (const listener of listeners) listener(topics);
  });
  return {
    call: async (name, request) => {
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      if (state === 'loading') return new Promise<never>(() => undefined);
      if (state === 'failed') return { ok: false, problem: { code: 'failed', detail: 'SQLITE_IOERR: disk I/O error' } };
      const value = await handlers[name](request);
      return value instanceof Refusal ? { ok: false, problem: value.problem } : { ok: true, value };
    },
    handOver: (files) => Promise.resolve({ ok: true, value: fakeHandOver(files) }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onNavigate: () => () => undefined,
  };
}

function handlersOf(state: FakeState, changed: (topics: readonly Topic[]) => void): Handlers {
  let myCredentials: readonly CredentialView[] = state === 'empty' ? [] : credentials;
  let myFolders: readonly FolderView[] = state === 'empty' ? [] : folders;
  let sandboxFolder: string | null = null;
  const isBusy = state === 'full' || state === 'trouble';
  let myAttention = isBusy ? [...attention, ...(state === 'trouble' ? manyDuplicates : [])] : [];
  let myQueue = isBusy ? queue : [];
  const mySets = state === 'empty' ? [] : sets;
  const sending = fakeSending(changed);
  return {
    'policy.get': () => fakePolicy(state),
    'app.info': (): AppInfo => ({
      ...{ version: '0.1.0', electronVersion: '45.4.1', platform: 'linux', dataFolder: '/home/ap/.config/batchdrop' },
      ...{ language: 'en', locale: 'en' },
      keyring: state === 'trouble' ? 'none' : 'available',
      sandbox: { running: sandboxFolder !== null, folder: sandboxFolder },
      stopped: state === 'trouble' ? 'ledger-unwritable' : null,
      keptAside:
        state === 'trouble' ? [{ what: 'settings', path: '/home/ap/.config/batchdrop/settings.damaged.json' }] : [],
    }),
    'app.startSandbox': () => {
      sandboxFolder = '/home/ap/Batchdrop sandbox';
      const [first] = folders;
      if (first !== undefined) myFolders = [{ ...first, path: sandboxFolder }];
      myCredentials = credentials.slice(0, 1).map((one) => ({ ...one, name: 'Sandbox', sandbox: true }));
      changed(['app', 'credentials', 'folders']);
      return { folder: sandboxFolder };
    },
    'app.acceptWeakStorage': () => null,
    'app.openFolder': () => null,
    'app.copyText': () => null,
    'credentials.list': () => myCredentials,
    'credentials.save': (draft) => {
      if (draft.name === 'taken') return new Refusal({ code: 'name-taken', field: 'name' });
      const { password, token, trust = { kind: 'system' }, proxy = { kind: 'system' }, proxyPassword, ...rest } = draft;
      const saved: CredentialView = {
        ...{ ...rest, id: draft.id ?? String(Date.now()), password: password === undefined ? 'missing' : 'keyring' },
        ...{ token: token === undefined ? 'missing' : 'keyring', status: { state: 'ok' }, folders: 0, sandbox: false },
        trust: trust.kind === 'authority' ? { kind: 'authority', certificates: [sampleCertificate] } : trust,
        ...{ proxy, proxyPassword: proxyPassword === undefined ? 'missing' : 'keyring' },
      };
      myCredentials = [...myCredentials.filter(({ id }) => id !== saved.id), saved];
      return saved;
    },
    'credentials.remove': () => new Refusal({ code: 'in-use' }),
    'credentials.pickAuthority': () => ({ kind: 'authority', pem: '', certificates: [sampleCertificate] }),
    'credentials.test': ({ companyName, baseUrl, trust }) =>
      baseUrl.includes('archive') && !(trust?.kind === 'pinned' && trust.fingerprint === sampleCertificate.fingerprint)
        ? {
            ...{ kind: 'certificate', certificate: sampleCertificate, canBePinned: true },
            cause: trust?.kind === 'pinned' ? 'certificate-changed' : 'certificate-self-signed',
            pinned: trust?.kind === 'pinned' ? trust.fingerprint : null,
          }
        : companyName === 'Northwind'
          ? { kind: 'refused', status: 401, serverWords: 'Invalid credentials for company Northwind' }
          : { kind: 'works', releaseVersion: '4.12.0', expiresAt: Date.now() + 900_000 },
    'credentials.resume': ({ id }) => {
      myCredentials = myCredentials.map((one) => (one.id === id ? { ...one, status: { state: 'ok' } } : one));
      myAttention = myAttention.filter((item) => item.kind !== 'credential-paused');
      return null;
    },
    'folders.list': () => myFolders,
    'folders.pick': () => ({ path: '/srv/scans/New arrivals' }),
    'folders.save': (draft) => {
      if (draft.path === '/missing') return new Refusal({ code: 'folder-missing', field: 'path' });
      const saved: FolderView = {
        ...{ ...draft, id: draft.id ?? String(Date.now()), credentialName: 'Acme production' },
        ...{ health: draft.paused ? 'paused' : 'watching', healthDetail: null, lastScanAt: Date.now(), looking: null },
        counts: countsOf({ delivered: 0, onTheWay: 0, setAside: 0, duplicates: 0, ignored: 0 }),
      };
      myFolders = [...myFolders.filter(({ id }) => id !== saved.id), saved];
      return saved;
    },
    'folders.remove': ({ id }) => {
      myFolders = myFolders.filter((folder) => folder.id !== id);
      return null;
    },
    'folders.scan': ({ id }) => {
      myAttention = myAttention.filter((item) => item.kind !== 'alarm' || item.folderId !== id);
      return null;
    },
    'documents.dismiss': ({ documentId }) => {
      myAttention = myAttention.filter((item) => !('documentId' in item) || item.documentId !== documentId);
      return null;
    },
    'documents.sendAnyway': ({ documentId }) => {
      myAttention = myAttention.filter((item) => !('documentId' in item) || item.documentId !== documentId);
      return null;
    },
    'receipts.export': ({ format }) => ({ path: `/home/ap/Documents/receipts.${format}`, receipts: 57 }),
    'rehearsals.run': async ({ rehearsal }) => {
      await new Promise((resolve) => setTimeout(resolve, rehearsalMs));
      if (state === 'trouble' && rehearsal === 'bad-certificate')
        return new Refusal({ code: 'failed', detail: 'ENOSPC' });
      return sampleRehearsal(rehearsal, { isBroken: state === 'trouble' });
    },
    ...fakePages({ sets: mySets, batches, documents, isEmpty: state === 'empty' }),
    'attention.list': (request) => fakeAttentionPage(myAttention, request),
    'attention.counts': (request) => fakeAttentionCounts(myAttention, request),
    'documents.dismissMany': ({ documentIds }) => {
      myAttention = myAttention.filter((item) => !('documentId' in item) || !documentIds.includes(item.documentId));
      changed(['documents']);
      return fakeBulk(documentIds);
    },
    'documents.sendAnywayMany': ({ documentIds }) => {
      myAttention = myAttention.filter((item) => !('documentId' in item) || !documentIds.includes(item.documentId));
      changed(['documents']);
      return fakeBulk(documentIds);
    },
    'queue.decideMany': ({ batchIds }) => {
      myQueue = myQueue.filter(({ id }) => !batchIds.includes(id));
      myAttention = myAttention.filter((item) => !('batch' in item) || !batchIds.includes(item.batch.id));
      changed(['batches']);
      return fakeBulk(batchIds);
    },
    'overview.get': ({ period }): Overview => ({
      period,
      days: fakeDays(state === 'empty', period === 'all' ? 90 : 30),
      counts: fakeCounts(
        countsOf(
          state === 'empty'
            ? { delivered: 0, onTheWay: 0, setAside: 0, duplicates: 0, ignored: 0 }
            : { delivered: 1604, onTheWay: isBusy ? 45 : 0, setAside: isBusy ? 4 : 0, duplicates: 14, ignored: 43 },
        ),
        period,
      ),
      ...{ deliveredToday: state === 'empty' ? 0 : 81, batchesAccepted: state === 'empty' ? 0 : 57 },
      lastDeliveryAt: state === 'empty' ? null : Date.now() - 240_000,
      folders: fakeFolders(
        myFolders.filter(({ health }) => isBusy || health !== 'offline'),
        period,
      ),
      attention: myAttention.slice(0, 20),
      attentionTotal: myAttention.length,
      running: myQueue.filter((batch) => batch.state === 'sending'),
      credentials: myCredentials,
    }),
    'sets.list': ({ search, offset, limit, states }) => {
      const words = search.toLowerCase();
      const found = mySets.filter(
        (set) =>
          `${set.name ?? ''} ${set.referenceNumber ?? ''}`.toLowerCase().includes(words) &&
          (states === undefined || (set.state !== 'none' && states.includes(set.state))),
      );
      return { items: found.slice(offset, offset + limit), total: found.length };
    },
    'sets.batches': ({ offset, limit }) => ({ items: batches.slice(offset, offset + limit), total: batches.length }),
    'sets.documents': ({ offset, limit }) => ({
      items: documents.slice(offset, offset + limit),
      total: documents.length,
    }),
    'sets.setNumber': ({ setId }) => {
      myAttention = myAttention.filter((item) => item.kind !== 'set' || item.setId !== setId);
      return null;
    },
    ...sending.handlers,
    ...fakePreferences(changed),
    ...fakeDocuments(changed),
    'queue.list': (request) => sending.page(myQueue, request),
    'queue.prioritize': ({ batchId, prioritized }) => {
      myQueue = myQueue.map((item) => (item.id === batchId ? { ...item, prioritized } : item));
      changed(['batches']);
      return null;
    },
    'queue.decide': ({ batchId }) => {
      myQueue = myQueue.filter(({ id }) => id !== batchId);
      myAttention = myAttention.filter((item) => !('batch' in item) || item.batch.id !== batchId);
      return { kind: 'done' };
    },
  };
}

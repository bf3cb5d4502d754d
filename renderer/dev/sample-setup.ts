// Sample credentials and watched folders.
import type { CertificateView, Counts, CredentialView, FolderDraft, FolderView } from '../../preload/contract';

const now = Date.now();
const hex = (seed: number): string =>
  Array.from({ length: 32 }, (_, index) =>
    ((index * 37 + seed) % 256).toString(16).toUpperCase().padStart(2, '0'),
  ).join(':');
const sampleFingerprint = hex(11);

export const sampleCertificate: CertificateView = {
  ...{ subject: 'O=Acme GmbH, CN=archive.acme.example', issuer: 'O=Acme GmbH, CN=archive.acme.example' },
  ...{ validFrom: now - 86_400_000 * 30, validTo: now + 86_400_000 * 700, fingerprint: hex(71) },
};

export const credentials: readonly CredentialView[] = [
  {
    ...{ id: 'c1', name: 'Acme production', baseUrl: 'https://app.klearstackapp.com', companyName: 'Acme GmbH' },
    ...{ username: 'ap@acme.example', tokenMode: 'automatic', password: 'keyring' },
    inDoubt: 'ask',
    ...{ trust: { kind: 'system' }, proxy: { kind: 'system' }, proxyPassword: 'missing' },
    ...{ token: 'missing', status: { state: 'ok' }, folders: 3, sandbox: false },
  },
  {
    ...{ id: 'c2', name: 'Northwind', baseUrl: 'https://staging.klearstackapp.com', companyName: 'Northwind' },
    ...{ username: 'scan', tokenMode: 'automatic', password: 'session', token: 'missing' },
    ...{ folders: 1, sandbox: false, inDoubt: 'send-again' },
    ...{ trust: { kind: 'system' }, proxyPassword: 'keyring' },
    proxy: { kind: 'manual', host: 'proxy.northwind.example', port: 3128, username: 'scan' },
    status: {
      ...{ state: 'paused', reason: 'credential-refused', since: now - 3_900_000 },
      serverWords: 'Invalid credentials for company Northwind',
    },
  },
  {
    ...{ id: 'c3', name: 'Archive', baseUrl: 'https://archive.acme.example', companyName: 'Acme GmbH' },
    ...{ username: 'archive', tokenMode: 'automatic', password: 'keyring', token: 'missing' },
    ...{ folders: 0, sandbox: false, inDoubt: 'ask', proxy: { kind: 'none' }, proxyPassword: 'missing' },
    trust: { kind: 'pinned', fingerprint: sampleFingerprint },
    status: {
      ...{ state: 'paused', reason: 'certificate-changed', since: now - 600_000 },
      serverWords: `${sampleFingerprint} ${sampleCertificate.fingerprint}`,
    },
  },
];

const common: Omit<FolderDraft, 'id' | 'path' | 'credentialId' | 'setPolicy' | 'setName' | 'afterUpload'> & {
  healthDetail: string | null;
  looking: FolderView['looking'];
} = {
  ...{ documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Accuracy', sendSourceName: true },
  ...{ priority: null, accountId: '42', setReferenceNumber: '', quietSeconds: 10, maxDocuments: 100 },
  ...{ maxMegabytes: 100, duplicates: 'ask', otherImages: false, paused: false, healthDetail: null },
  ...{ watchMode: 'auto', pollSeconds: 30, looking: null },
};

export const folders: readonly FolderView[] = [
  {
    ...{ ...common, id: 'f1', path: '/srv/scans/Accounts payable/incoming', credentialId: 'c1' },
    ...{ credentialName: 'Acme production', setPolicy: 'new-per-day', setName: '{folder} {date}' },
    ...{ afterUpload: 'move', health: 'watching', lastScanAt: now - 42_000 },
    counts: countsOf({ delivered: 1204, onTheWay: 37, setAside: 3, duplicates: 12, ignored: 41 }),
  },
  {
    ...{ ...common, id: 'f2', path: '/srv/scans/Travel receipts', credentialId: 'c1', documentType: 'Receipts' },
    ...{ credentialName: 'Acme production', setPolicy: 'existing', setName: '', setReferenceNumber: '20391' },
    ...{ afterUpload: 'leave', health: 'scanning', lastScanAt: now - 300_000 },
    counts: countsOf({ delivered: 311, onTheWay: 8, setAside: 0, duplicates: 2, ignored: 0 }),
  },
  {
    ...{
      ...common,
      id: 'f3',
      path: '/mnt/nas/a share with quite a long name/Northwind/2026/Q4/inbox',
      credentialId: 'c2',
    },
    ...{ credentialName: 'Northwind', setPolicy: 'new-per-subfolder', setName: '{subfolder}', afterUpload: 'trash' },
    ...{ health: 'offline', healthDetail: 'EHOSTDOWN: host is down', lastScanAt: now - 7_200_000 },
    counts: countsOf({ delivered: 89, onTheWay: 0, setAside: 1, duplicates: 0, ignored: 2 }),
  },
  {
    ...{ ...common, id: 'f4', path: '/mnt/nas/Branch offices', credentialId: 'c1', watchMode: 'polling' },
    ...{ credentialName: 'Acme production', setPolicy: 'none', setName: '', afterUpload: 'leave' },
    ...{ health: 'watching', lastScanAt: now - 4_000, pollSeconds: 5, looking: { everyMs: 5_000, tookMs: 683 } },
    counts: countsOf({ delivered: 512, onTheWay: 0, setAside: 0, duplicates: 0, ignored: 8 }),
  },
];

/** Counts whose sum comes out. */
export function countsOf(parts: Omit<Counts, 'seen'>): Counts {
  return { ...parts, seen: parts.delivered + parts.onTheWay + parts.setAside + parts.duplicates + parts.ignored };
}

// The development bridge's part about drops, previews and single documents.
import {
  dropOf,
  type Calls,
  type DocumentCalls,
  type DropCalls,
  type DropInspection,
  type DropView,
  type FilesPreview,
  type HandedOver,
  type PreviewCalls,
  type PreviewedFile,
  type Topic,
} from '../../preload/contract';

type Handlers = {
  readonly [Name in keyof DropCalls | keyof PreviewCalls | keyof DocumentCalls]: (
    request: Calls[Name]['request'],
  ) => Calls[Name]['value'];
};

const files: readonly PreviewedFile[] = [
  { relativePath: 'March/invoice-2031.pdf', sizeBytes: 182_400, verdict: 'taken', kind: 'pdf' },
  { relativePath: 'March/invoice-2032.pdf', sizeBytes: 96_210, verdict: 'taken', kind: 'pdf' },
  { relativePath: 'March/receipt.jpg', sizeBytes: 1_204_118, verdict: 'taken', kind: 'jpeg' },
  {
    ...{ relativePath: 'March/still-scanning.pdf', sizeBytes: 40_960, verdict: 'waiting', reason: 'incomplete' },
    detail: 'no %%EOF at the end',
  },
  {
    ...{ relativePath: 'March/locked.pdf', sizeBytes: 220_000, verdict: 'refused', reason: 'encrypted', detail: '' },
  },
  {
    ...{ relativePath: 'notes.docx', sizeBytes: 15_600, verdict: 'refused', reason: 'wrong-type' },
    detail: 'ZIP archive or Office document',
  },
  { relativePath: '~$notes.docx', sizeBytes: null, verdict: 'ignored', reason: 'temporary' },
  { relativePath: 'Sent/', sizeBytes: null, verdict: 'ignored', reason: 'sent-folder' },
  { relativePath: 'invoice-2030.pdf', sizeBytes: 81_000, verdict: 'known', reason: 'delivered', detail: '' },
];

function previewOf(shown: readonly PreviewedFile[]): FilesPreview {
  const count = (verdict: PreviewedFile['verdict']): number => shown.filter((file) => file.verdict === verdict).length;
  const taken = shown.filter(({ verdict }) => verdict === 'taken');
  return {
    counts: {
      ...{ taken: count('taken'), waiting: count('waiting'), refused: count('refused') },
      ...{ ignored: count('ignored'), known: count('known') },
    },
    takenBytes: taken.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0),
    ...{ files: shown, unreadableFolders: [], isCutOff: false },
  };
}

/** What the bridge answers for files that were dropped on the page. */
export function fakeHandOver(given: readonly unknown[]): HandedOver | null {
  const names = given.map((file) => (file instanceof File ? file.name : 'March'));
  if (names.length === 0) return null;
  return { token: `token-${Date.now()}`, names: names.slice(0, 20), count: names.length };
}

const address = /^app:\/\/batchdrop\/documents\/(\d+)$/;

/** There is no app:// here: its documents are small PDFs made on the spot; every fifth is none, and gets its icon. */
function serveSampleDocuments(): void {
  const fetchOthers = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const [, id] = (typeof input === 'string' ? address.exec(input) : null) ?? [];
    if (id === undefined) return fetchOthers(input, init);
    const isPdf = Number(id) % 5 !== 4;
    return Promise.resolve(new Response(isPdf ? samplePdf(id) : 'no document', { status: 200 }));
  };
}

function samplePdf(id: string): string {
  const lines = Array.from({ length: 24 }, (_, line) => `0 -26 Td (Position ${line + 1} of document ${id}) Tj`);
  const content = `BT /F1 34 Tf 60 760 Td (Invoice ${id}) Tj /F1 17 Tf 0 -40 Td ${lines.join(' ')} ET`;
  return [
    '%PDF-1.4',
    '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
    '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
    '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R',
    '/Resources << /Font << /F1 5 0 R >> >> >> endobj',
    `4 0 obj << /Length ${content.length} >> stream`,
    content,
    'endstream endobj',
    '5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj',
    'trailer << /Root 1 0 R >>',
    '%%EOF',
  ].join('\n');
}

export function fakeDocuments(changed: (topics: readonly Topic[]) => void): Handlers {
  serveSampleDocuments();
  let drops: readonly DropView[] = [];
  const dropped = files.filter(({ verdict }) => verdict !== 'known');
  const looked: DropInspection = { kind: 'looked', ...previewOf(dropped) };
  return {
    'folders.preview': () => ({ kind: 'looked', ...previewOf(files) }),
    'folders.pickDropped': () => ({ path: '/srv/scans/March' }),
    'drops.pick': ({ what }) => fakeHandOver([what]),
    'drops.inspect': () => looked,
    'drops.send': () => {
      const [id, droppedAt] = [Date.now().toString(16).padStart(12, '0'), Date.now()];
      const folderPath = `/home/ap/.config/batchdrop/drops/${droppedAt}-3-${id}`;
      const count = dropOf(folderPath)?.files ?? 0;
      const sizeBytes = looked.takenBytes;
      drops = [
        {
          ...{ id, state: 'sending', droppedAt, files: count, sizeBytes, copiedBytes: null, unfinished: count },
          ...{ folderPath, credentialName: 'Acme production' },
        },
        ...drops,
      ];
      changed(['drops', 'batches', 'documents']);
      const leftOutFiles = dropped.flatMap((file) =>
        file.verdict === 'refused' || file.verdict === 'waiting'
          ? [{ relativePath: file.relativePath, reason: file.reason, detail: file.detail }]
          : [],
      );
      return {
        ...{ kind: 'sent', dropId: id, files: count, sizeBytes },
        ...{ leftOut: leftOutFiles.length, leftOutFiles },
      };
    },
    'drops.list': ({ offset, limit }) => ({ items: drops.slice(offset, offset + limit), total: drops.length }),
    'drops.discard': ({ dropId }) => {
      drops = drops.filter(({ id }) => id !== dropId);
      changed(['drops']);
      return null;
    },
    'documents.reveal': () => null,
    'batches.saveZip': ({ batchId }) => ({ kind: 'saved', path: `/home/ap/Documents/batch-${batchId}.zip` }),
    'sets.rename': () => null,
  };
}

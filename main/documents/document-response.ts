// Answers the window's requests for the content of documents; kept apart from Electron so that it can be tested.
import type { DocumentSource } from '../ledger/views/source-views';
import type { DocumentContent } from './document-content';

export interface DocumentAnswers {
  /** The ledger's word on a document; null when it has none with this id. */
  source(id: number): Promise<DocumentSource | null>;
  open(source: DocumentSource): Promise<DocumentContent | null>;
}

/** A larger document has no picture in the window. */
export const largestShownBytes = 200 * 1024 * 1024;

// What a browser may be told that it is; everything else is bytes that no engine takes for something to run or draw.
const contentTypes: ReadonlyMap<DocumentSource['kind'], string> = new Map([
  ['pdf', 'application/pdf'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
]);

/** Answers a request whose sender was checked. Rejects only when the ledger fails. */
export async function answerDocumentRequest(
  id: number,
  { method, range }: { readonly method: string; readonly range: string | null },
  answers: DocumentAnswers,
): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, { allow: 'GET, HEAD' });
  const source = await answers.source(id);
  if (source === null) return refusal(404);
  if (source.sizeBytes > largestShownBytes) return refusal(413);
  const content = await answers.open(source);
  if (content === null) return refusal(404);
  const asked = piece(range, content.sizeBytes);
  if (asked === 'unsatisfiable') {
    await content.close();
    return refusal(416, { 'content-range': `bytes */${content.sizeBytes}` });
  }
  const { first, last } = asked ?? { first: 0, last: content.sizeBytes - 1 };
  const headers = {
    ...commonHeaders,
    'content-type': contentTypes.get(source.kind) ?? 'application/octet-stream',
    'content-length': String(last - first + 1),
    'accept-ranges': 'bytes',
    ...(asked === null ? {} : { 'content-range': `bytes ${first}-${last}/${content.sizeBytes}` }),
  };
  const status = asked === null ? 200 : 206;
  if (method === 'HEAD' || last < first) {
    await content.close();
    return new Response(null, { status, headers });
  }
  return new Response(streamOf(content, first, last), { status, headers });
}

/** An answer without content. */
export function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...commonHeaders, ...headers } });
}

// Nothing that a document holds may run, be kept, or be read by another origin.
const commonHeaders = {
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/** The piece that a `Range` header asks for (RFC 9110, 14.2); null for all: none asked for, several, or not understood. */
function piece(range: string | null, sizeBytes: number): { first: number; last: number } | 'unsatisfiable' | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(range?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  if (from === '') {
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return null;
  if (first >= sizeBytes) return 'unsatisfiable';
  return { first, last: to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1) };
}

/** Reads on only as fast as the window takes it, and closes the content in every case. */
function streamOf(content: DocumentContent, first: number, last: number): ReadableStream<Uint8Array> {
  const bytes = content.bytes(first, last)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (stream) => {
        try {
          const step = await bytes.next();
          if (step.done !== true) {
            stream.enqueue(step.value);
            return;
          }
          stream.close();
        } catch (error) {
          stream.error(error);
        }
        await content.close();
      },
      cancel: async () => {
        await bytes.return?.();
        await content.close();
      },
    },
    { highWaterMark: 0 },
  );
}

// One uploadbatch call: the sealed zip as multipart/form-data, streamed from the spool.
import { basename } from 'node:path';
import FormData from 'form-data';
import { checkpoint } from '../checkpoints';
import type { Credential } from '../model';
import type { SeenCertificate } from '../network/certificates';
import type { Network } from '../network/network';
import type { Bandwidth } from './bandwidth';
import type { FormField } from './fields';
import { hashHere, type BeginHash } from '../hashing/running-hash';
import { defaultLimits, post, type HttpLimits, type PostResult } from './http';
import type { LineSpan } from './line-meter';
import type { Answer } from './outcome';
import { openSealedZip, type OpenZip, type SealedZip } from './sealed-zip';

export interface UploadRequest {
  readonly credential: Pick<Credential, 'baseUrl'>;
  readonly token: string;
  readonly fields: readonly FormField[];
  readonly zip: SealedZip;
  /** Four times a second at most, and at the end: body bytes that have left this program, of all that are to leave. */
  readonly onProgress: (bytesSent: number, contentLength: number) => void;
  readonly limits?: HttpLimits;
  /** The credential's way to its server. */
  readonly network?: Network | undefined;
  /** The bandwidth limit that all uploads share. */
  readonly bandwidth?: Bandwidth | undefined;
  /** Hashes what is sent; without it this thread does. */
  readonly beginHash?: BeginHash | undefined;
}

export interface UploadResult {
  readonly answer: Answer;
  /** Request body bytes handed to the socket, of `contentLength`. */
  readonly bytesSent: number;
  readonly contentLength: number;
  /** The certificate that was not taken, so that nothing was sent. */
  readonly certificate?: SeenCertificate | undefined;
  /** How fast the line took the body; null when that cannot be said. */
  readonly line: LineSpan | null;
}

// Giving up after the last byte puts a question to a person. A slow line still drains the system's send buffer then,
// several megabytes that no program can see moving, and the server may take its time with a big zip.
const uploadLimits: HttpLimits = { ...defaultLimits, replyMs: 300_000 };

const progressEveryMs = 250;

/**
 * Uploads a batch. Never rejects. A zip that is not there, has another size or another content than was sealed answers
 * `spool-damaged`: its end was not sent, so the server cannot hold it (decision 24).
 */
export async function uploadBatch(request: UploadRequest, options: { signal: AbortSignal }): Promise<UploadResult> {
  const zip = await openSealedZip(request.zip, request.beginHash ?? hashHere);
  if (zip === null) return { answer: { kind: 'spool-damaged' }, bytesSent: 0, contentLength: 0, line: null };
  try {
    const result = await send(request, zip, options);
    checkpoint('deliver.answered');
    const { answer } = result;
    const isCut = zip.isDamaged() && answer.kind === 'failure' && !answer.bodyComplete;
    return isCut ? { ...result, answer: { kind: 'spool-damaged' } } : result;
  } finally {
    await zip.close();
  }
}

async function send(request: UploadRequest, zip: OpenZip, options: { signal: AbortSignal }): Promise<PostResult> {
  const { credential, token, fields, limits = uploadLimits, network, bandwidth } = request;
  const { path, sizeBytes } = request.zip;
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  form.append('file', zip.content, {
    filename: basename(path),
    contentType: 'application/zip',
    knownLength: sizeBytes,
  });
  const contentLength = form.getLengthSync();
  const aroundZip = contentLength - sizeBytes;
  let [shownAt, shown] = [-Infinity, 0];
  let begun = false;
  const onSent = (bytesSent: number): void => {
    if (!begun) checkpoint('deliver.first-byte');
    begun = true;
    if (bytesSent === contentLength) checkpoint('deliver.last-byte');
  };
  const show = (bytes: number): void => {
    [shownAt, shown] = [performance.now(), bytes];
    request.onProgress(bytes, contentLength);
  };
  const onTaken = (bytes: number): void => {
    // Part of what is around it comes after it: of the zip itself at least this much has left.
    zip.left(bytes - aroundZip);
    const isDue = bytes === contentLength || performance.now() - shownAt >= progressEveryMs;
    if (isDue && bytes > shown) show(bytes);
  };
  const url = `${credential.baseUrl}/access/klearstack/uploadbatch`;
  const result = await post({ url, bearer: token, form, limits, network, bandwidth, onSent, onTaken }, options);
  if (result.bytesSent === contentLength && shown < contentLength) show(contentLength);
  return result;
}

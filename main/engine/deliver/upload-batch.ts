// One uploadbatch call: the sealed zip as multipart/form-data, streamed from the spool.
import { once } from 'node:events';
import type { ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import FormData from 'form-data';
import { checkpoint } from '../checkpoints';
import type { Credential } from '../model';
import type { SeenCertificate } from '../network/certificates';
import type { Network } from '../network/network';
import type { Bandwidth } from './bandwidth';
import type { FormField } from './fields';
import { defaultLimits, post, type HttpLimits, type PostResult } from './http';
import type { Answer } from './outcome';

export interface UploadRequest {
  readonly credential: Pick<Credential, 'baseUrl'>;
  readonly token: string;
  readonly fields: readonly FormField[];
  readonly zipPath: string;
  /** Size of the sealed zip; a file of another size is not sent. */
  readonly zipSizeBytes: number;
  readonly onProgress: (bytesSent: number, contentLength: number) => void;
  readonly limits?: HttpLimits;
  /** The credential's way to its server. */
  readonly network?: Network | undefined;
  /** The bandwidth limit that all uploads share. */
  readonly bandwidth?: Bandwidth | undefined;
}

export interface UploadResult {
  readonly answer: Answer;
  /** Request body bytes handed to the socket, of `contentLength`. */
  readonly bytesSent: number;
  readonly contentLength: number;
  /** The certificate that was not taken, so that nothing was sent. */
  readonly certificate?: SeenCertificate | undefined;
}

// Giving up after the last byte puts a question to a person. A slow line still drains the system's send buffer then,
// several megabytes that no program can see moving, and the server may take its time with a big zip.
const uploadLimits: HttpLimits = { ...defaultLimits, replyMs: 300_000 };

// Small reads cost more in stream machinery than in I/O.
const readBytes = 1024 * 1024;
const progressEveryMs = 250;

/**
 * Uploads a batch. Never rejects. A zip that is not there, has another size or cannot be read to its end answers
 * `spool-damaged`: the server cannot hold it.
 */
export async function uploadBatch(request: UploadRequest, options: { signal: AbortSignal }): Promise<UploadResult> {
  const zip = await openZip(request.zipPath, request.zipSizeBytes);
  if (zip === null) return { answer: { kind: 'spool-damaged' }, bytesSent: 0, contentLength: 0 };
  const reading = { failed: false };
  zip.on('error', () => {
    reading.failed = true;
  });
  try {
    const result = await send(request, zip, options);
    checkpoint('deliver.answered');
    const { answer } = result;
    const isReadError = reading.failed && answer.kind === 'failure' && !answer.bodyComplete;
    return isReadError ? { ...result, answer: { kind: 'spool-damaged' } } : result;
  } finally {
    zip.destroy();
    // Windows does not let the spool remove a file that is still open.
    if (!zip.closed) await once(zip, 'close');
  }
}

function send(request: UploadRequest, zip: ReadStream, options: { signal: AbortSignal }): Promise<PostResult> {
  const { credential, token, fields, zipPath, zipSizeBytes, limits = uploadLimits, network, bandwidth } = request;
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  form.append('file', zip, {
    filename: basename(zipPath),
    contentType: 'application/zip',
    knownLength: zipSizeBytes,
  });
  const contentLength = form.getLengthSync();
  let shownAt = -Infinity;
  let begun = false;
  const onSent = (bytesSent: number): void => {
    if (!begun) checkpoint('deliver.first-byte');
    begun = true;
    if (bytesSent === contentLength) checkpoint('deliver.last-byte');
    const now = performance.now();
    if (now - shownAt < progressEveryMs && bytesSent < contentLength) return;
    shownAt = now;
    request.onProgress(bytesSent, contentLength);
  };
  const url = `${credential.baseUrl}/access/klearstack/uploadbatch`;
  return post({ url, bearer: token, form, limits, network, bandwidth, onSent }, options);
}

/** The zip's content, exactly as many bytes as were sealed; null when the file is another. Size and content are of one open file. */
async function openZip(path: string, sizeBytes: number): Promise<ReadStream | null> {
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  const size = await file.stat().then(
    (stats) => stats.size,
    () => null,
  );
  if (size === 0 || size !== sizeBytes) {
    await file.close();
    return null;
  }
  return file.createReadStream({ highWaterMark: readBytes, start: 0, end: sizeBytes - 1 });
}

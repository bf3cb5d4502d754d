// One uploadbatch call: the sealed zip as multipart/form-data, streamed from the spool.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import FormData from 'form-data';
import type { Credential } from '../model';
import type { FormField } from './fields';
import { defaultLimits, post, type HttpLimits } from './http';
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
}

export interface UploadResult {
  readonly answer: Answer;
  /** Request body bytes handed to the socket, of `contentLength`. */
  readonly bytesSent: number;
  readonly contentLength: number;
}

// Small reads cost more in stream machinery than in I/O.
const readBytes = 1024 * 1024;
const progressEveryMs = 250;

/** Uploads a batch. Never rejects; a zip that is not there or has another size answers `spool-damaged`, nothing sent. */
export async function uploadBatch(request: UploadRequest, options: { signal: AbortSignal }): Promise<UploadResult> {
  const { credential, fields, zipPath, zipSizeBytes } = request;
  const stats = await stat(zipPath).catch(() => null);
  if (stats?.size !== zipSizeBytes) return { answer: { kind: 'spool-damaged' }, bytesSent: 0, contentLength: 0 };
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const zip = createReadStream(zipPath, { highWaterMark: readBytes });
  form.append('file', zip, {
    filename: basename(zipPath),
    contentType: 'application/zip',
    knownLength: zipSizeBytes,
  });
  const contentLength = form.getLengthSync();
  let shownAt = 0;
  try {
    return await post(
      {
        url: `${credential.baseUrl}/access/klearstack/uploadbatch`,
        bearer: request.token,
        form,
        limits: request.limits ?? defaultLimits,
        onSent: (bytesSent) => {
          const now = performance.now();
          if (now - shownAt < progressEveryMs && bytesSent < contentLength) return;
          shownAt = now;
          request.onProgress(bytesSent, contentLength);
        },
      },
      options,
    );
  } finally {
    zip.destroy();
  }
}

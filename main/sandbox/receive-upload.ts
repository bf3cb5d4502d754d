// The sandbox's uploadbatch: token, fields, account, set and zip are checked, then the batch is kept and gets its id.
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { AccessTokens } from './access-tokens';
import { checkZip } from './check-zip';
import { bearerOf, readForm, type ReceivedForm } from './read-form';
import type { SandboxStore } from './store';
import { checkAccount, checkFields, setWish, type Refusal, type SandboxAccount } from './upload-rules';

export interface UploadContext {
  readonly store: SandboxStore;
  readonly tokens: AccessTokens;
  readonly accounts: readonly SandboxAccount[];
  readonly releaseVersion: string;
  readonly now: () => number;
}

/** Receives one upload whole, as a real server does, and answers by the contract. */
export async function receiveUpload(
  request: IncomingMessage,
  context: UploadContext,
  { tellSetNumber }: { tellSetNumber: boolean },
): Promise<{ status: number; body: object }> {
  const { store, tokens } = context;
  const batchId = randomUUID();
  const path = store.incomingPath(`${batchId}.zip`);
  const form = await readForm(request, path);
  try {
    const token = bearerOf(request);
    if (token === null || !(await tokens.check(token, 'access'))) {
      return refuse({ status: 401, error: 'The token is missing, invalid or has expired.' });
    }
    if (form === null) return refuse({ status: 400, error: 'Send multipart/form-data.' });
    const refusal = checkFields(form.fields) ?? checkAccount(form.fields, context.accounts);
    if (refusal !== null) return refuse(refusal);
    return await accept(batchId, path, form, request, context, tellSetNumber);
  } finally {
    await rm(path, { force: true });
  }
}

async function accept(
  batchId: string,
  path: string,
  form: ReceivedForm,
  request: IncomingMessage,
  { store, releaseVersion, now }: UploadContext,
  tellSetNumber: boolean,
): Promise<{ status: number; body: object }> {
  if (form.file?.fieldName !== 'file') return refuse({ status: 400, error: 'Please provide file.' });
  if (form.files > 1) return refuse({ status: 400, error: 'Send one file only.' });
  const wish = setWish(form.fields);
  if (
    wish.kind === 'add' &&
    !store.sets().sets.some(({ referenceNumber }) => referenceNumber === wish.referenceNumber)
  ) {
    return refuse({ status: 400, error: `Unknown set_reference_number ${wish.referenceNumber}.` });
  }
  const zip = await checkZip(path);
  if (zip.kind === 'refused') return refuse({ status: 400, error: zip.error });
  const setReferenceNumber =
    wish.kind === 'create' ? await store.createSet(wish.name) : wish.kind === 'add' ? wish.referenceNumber : null;
  const fields = Object.fromEntries(
    [...form.fields].flatMap(([name, [value = '']]) => (name === 'password' ? [] : [[name, value]])),
  );
  const length = request.headers['content-length'];
  await store.keep(
    {
      batchId,
      receivedAt: now(),
      fields,
      setReferenceNumber,
      contentLength: length === undefined ? null : Number(length),
      zipSha256: form.file.sha256,
      documents: [...zip.documents],
    },
    path,
  );
  // Accepted: whatever happens to the reply from here on, the server has the batch.
  const body: Record<string, string> = { 'Function successfully executed!': batchId, release_version: releaseVersion };
  if (setReferenceNumber !== null && tellSetNumber) body['set_reference_number'] = setReferenceNumber;
  return { status: 200, body };
}

function refuse({ status, error }: Refusal): { status: number; body: object } {
  return { status, body: { error } };
}

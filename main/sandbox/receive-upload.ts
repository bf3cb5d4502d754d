// The sandbox's uploadbatch: token, fields, account, set and zip are checked, then the batch is kept and gets its id.
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AccessTokens } from './access-tokens';
import { batchIdKey, type Reply } from './answers';
import { checkZip } from './check-zip';
import type { Exchange } from './exchange';
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

/** Receives one upload whole, as a real server does, and answers by the contract; null when a fault ended it. */
export async function receiveUpload(exchange: Exchange, context: UploadContext): Promise<Reply | null> {
  const { store, tokens } = context;
  const batchId = randomUUID();
  const path = store.incomingPath(`${batchId}.zip`);
  const form = await readForm(exchange, path);
  try {
    if ((await exchange.reach('before-storing')) === 'ended') return null;
    const token = bearerOf(exchange);
    if (token === null || !(await tokens.check(token, 'access'))) {
      return refuse({ status: 401, error: 'The token is missing, invalid or has expired.' });
    }
    if (form === null) return refuse({ status: 400, error: 'Send multipart/form-data.' });
    const refusal = checkFields(form.fields) ?? checkAccount(form.fields, context.accounts);
    if (refusal !== null) return refuse(refusal);
    return await accept(batchId, path, form, exchange, context);
  } finally {
    await rm(path, { force: true });
  }
}

async function accept(
  batchId: string,
  path: string,
  form: ReceivedForm,
  exchange: Exchange,
  { store, releaseVersion, now }: UploadContext,
): Promise<Reply> {
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
  const objection = exchange.objectionTo(zip.documents);
  if (objection !== null) return refuse(objection);
  const setReferenceNumber =
    wish.kind === 'create' ? await store.createSet(wish.name) : wish.kind === 'add' ? wish.referenceNumber : null;
  const fields = Object.fromEntries(
    [...form.fields].flatMap(([name, [value = '']]) => (name === 'password' ? [] : [[name, value]])),
  );
  await store.keep(
    {
      batchId,
      receivedAt: now(),
      fields,
      setReferenceNumber,
      contentLength: exchange.contentLength,
      zipSha256: form.file.sha256,
      documents: [...zip.documents],
    },
    path,
  );
  exchange.stored(batchId);
  const body: Record<string, string> = { [batchIdKey]: batchId, release_version: releaseVersion };
  if (setReferenceNumber !== null) body['set_reference_number'] = setReferenceNumber;
  return { status: 200, body };
}

function refuse({ status, error }: Refusal): Reply {
  return { status, body: { error } };
}

// The stage of one rehearsal: a folder with inbox, spool and ledger of its own, a sandbox, and an engine between them.
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../engine/clock';
import { createEngine } from '../engine/engine';
import type { Engine } from '../engine/engine-facade';
import type { EventListener } from '../engine/events';
import { folderIdOf } from '../engine/form-checks';
import type { AbsolutePath, Credential, CredentialId, EngineConfig, WatchedFolder } from '../engine/model';
import { defaultUploads } from '../engine/upload-limits';
import { openLedger, type OpenedLedger } from '../ledger/open-ledger';
import { createSandbox, demoAccount, type Sandbox } from '../sandbox/sandbox';
import { openStore } from '../sandbox/store';
import { writeDocuments, type RehearsalDocument } from './documents';
import { fatesOf, shownItems } from './fates';
import type { RehearsalFacts } from './judge';
import { policyAt, quickRule, type RehearsalProfile } from './profile';
import type { Scenario } from './scenarios';

export interface StageParts {
  /** Where the temporary folder is made; made itself when missing. */
  readonly home: string;
  /** The built seal-worker.ts. */
  readonly sealWorker: URL;
  readonly profile: RehearsalProfile;
  readonly scenario: Scenario;
  readonly onEvent: EventListener;
}

export interface Stage {
  readonly documents: readonly RehearsalDocument[];
  readonly engine: Engine;
  readonly sandbox: Sandbox;
  /** What there is to see now; call it when the engine has stopped. */
  facts(settled: boolean): Promise<RehearsalFacts>;
  /** Ends engine, sandbox and ledger and removes the folder. May be called twice. */
  strike(): Promise<void>;
}

// Short, so that nobody waits; long enough that a file is written whole before it is looked at.
const timing = {
  retry: { firstMs: 100, ceilingMs: 400 },
  settleMs: 100,
  incompleteMs: 2_000,
  rescanMs: 300_000,
};
const prefix = 'batchdrop-rehearsal-';
const credentialId = 'rehearsal' as CredentialId;

/** Builds the stage; nothing is left behind when that fails. */
export async function buildStage(parts: StageParts): Promise<Stage> {
  // What was opened last is closed first; the folder goes when nothing uses it any more.
  const closings: (() => Promise<unknown>)[] = [];
  let struck: Promise<void> | null = null;
  const strike = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const close of closings.reverse()) await close().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'a rehearsal could not be cleared away');
  };
  try {
    const built = await build(parts, closings);
    return { ...built, strike: () => (struck ??= strike()) };
  } catch (error) {
    await strike();
    throw error;
  }
}

async function build(
  { home, sealWorker, profile, scenario, onEvent }: StageParts,
  closings: (() => Promise<unknown>)[],
): Promise<Omit<Stage, 'strike'>> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const root = await mkdtemp(join(home, prefix));
  closings.push(() => remove(root));
  const inbox = join(root, 'inbox');
  await mkdir(inbox);
  const documents = await writeDocuments(inbox, scenario.documents);

  const server = await startServer(join(root, 'server'), scenario);
  closings.push(() => server.sandbox.close());
  const elsewhere = await createSandbox({ dataDir: join(root, 'elsewhere') });
  closings.push(() => elsewhere.close());
  const pastedToken = profile.tokenMode === 'pasted' ? await fetchToken(server.sandbox) : null;
  server.sandbox.setFaults(scenario.faults(documents, elsewhere.url));
  const fetched = server.sandbox.requests().length;

  const opened = await openOwnLedger(join(root, 'ledger.sqlite'));
  closings.push(() => opened.close());
  const folder = folderOf(inbox, documents, profile, server.existingSet);
  const engine = createEngine({
    ledger: opened.ledger,
    config: configOf(server.sandbox, folder, profile),
    secrets: {
      password: () => Promise.resolve(demoAccount.password),
      pastedToken: () => Promise.resolve(pastedToken),
    },
    // The trash belongs to the user; no rehearsal puts anything there.
    trash: () => Promise.reject(new Error('a rehearsal trashes nothing')),
    ...{ clock: systemClock, random: Math.random },
    spoolDir: join(root, 'spool'),
    ...{ sealWorker, onEvent },
  });
  closings.push(() => engine.stop());

  return {
    ...{ documents, engine, sandbox: server.sandbox },
    facts: async (settled) => {
      const paths = documents.map(({ relativePath }) => relativePath);
      const received = await server.sandbox.received();
      return {
        ...{ documents, settled },
        stored: received.flatMap((batch) => batch.documents.map(({ sha256 }) => sha256)),
        fates: await fatesOf(opened.ledger, { folderId: folder.id, paths }),
        shown: await shownItems(opened.views),
        originals: new Set(await existing(inbox, paths)),
        // Without what this stage asked the sandbox itself.
        requests: server.sandbox.requests().slice(fetched),
        requestsElsewhere: elsewhere.requests().length,
        alarms: (await opened.ledger.batches.tally()).alarms,
      };
    },
  };
}

/** Windows keeps a file for a moment after it was closed; what stays all the same must not hide a verdict. */
async function remove(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
}

async function startServer(dataDir: string, { tls }: Scenario): Promise<{ sandbox: Sandbox; existingSet: string }> {
  // For the policy that adds to an existing set: the sandbox refuses a number that it does not know.
  const existingSet = await (await openStore(dataDir)).createSet('Existing set');
  return { sandbox: await createSandbox({ dataDir, ...(tls === undefined ? {} : { tls }) }), existingSet };
}

/** The token that a person would paste. No client gets one from a server that it cannot trust. */
async function fetchToken(sandbox: Sandbox): Promise<string> {
  if (sandbox.certificate !== null) return 'unused';
  const form = new FormData();
  const { companyName, username, password } = demoAccount;
  for (const [name, value] of Object.entries({ company_name: companyName, username, password })) form.set(name, value);
  const reply = await fetch(`${sandbox.url}/access/klearstack/get_access_token`, { method: 'POST', body: form });
  const body: unknown = await reply.json();
  const token = typeof body === 'object' && body !== null && 'access_token' in body ? body.access_token : null;
  if (typeof token !== 'string') throw new Error(`the sandbox gave no token (${reply.status})`);
  return token;
}

async function openOwnLedger(file: string): Promise<Extract<OpenedLedger, { kind: 'opened' }>> {
  const opened = await openLedger(file, { now: systemClock.now });
  if (opened.kind === 'opened') return opened;
  const code = opened.kind === 'unwritable' ? opened.detail : opened.kind;
  throw Object.assign(new Error(`the rehearsal's ledger cannot be opened: ${code}`), { code });
}

function folderOf(
  inbox: string,
  documents: readonly RehearsalDocument[],
  { folder }: RehearsalProfile,
  existingSet: string,
): WatchedFolder {
  return {
    ...folder,
    ...{ id: folderIdOf(inbox), path: inbox as AbsolutePath, credentialId, paused: false },
    set: policyAt(folder.set, existingSet),
    batch: quickRule(folder.batch, Math.max(...documents.map(({ sizeBytes }) => sizeBytes))),
    afterUpload: folder.afterUpload === 'trash' ? 'leave' : folder.afterUpload,
  };
}

function configOf(sandbox: Sandbox, folder: WatchedFolder, { inDoubt, tokenMode }: RehearsalProfile): EngineConfig {
  const { companyName, username } = demoAccount;
  const credential: Credential = {
    ...{ id: credentialId, name: 'Rehearsal', baseUrl: sandbox.url, companyName, username, tokenMode, inDoubt },
  };
  return { ...timing, uploads: defaultUploads, credentials: [credential], folders: [folder] };
}

async function existing(inbox: string, paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      access(join(inbox, path)).then(
        () => [path],
        () => [],
      ),
    ),
  );
  return found.flat();
}

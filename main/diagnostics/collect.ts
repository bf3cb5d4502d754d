// The bundle for support: versions, settings, figures of the ledger, the log; nothing that says who, what or with whom.
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerSummary } from '../ledger/views/summary';
import type { Settings } from '../settings/settings-file';
import { freeBytes, machineFacts } from './machine';
import { nameless, type Person } from './nameless';
import { safeLog } from './safe-log';
import { settingsSummary } from './settings-summary';
import { zipTexts } from './zip-texts';

export interface DiagnosticsParts {
  readonly dataFolder: string;
  readonly spoolFolder: string;
  readonly version: string;
  readonly platform: string;
  readonly locale: string;
  readonly keyring: string;
  /** Why the program cannot work; null when it does. */
  readonly stopped: string | null;
  /** null when they could not be read. */
  readonly settings: Settings | null;
  /** null when there is no ledger to ask. */
  readonly summary: (() => Promise<LedgerSummary>) | null;
  readonly person: Person;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const readme = `Batchdrop diagnostics

about.json     the program, this computer, free space
settings.json  what was chosen; no secrets, no names of companies and users
ledger.json    counts by state, outcomes of attempts, the last 200 events as kinds
files.json     sizes of the program's own files
batchdrop.log  the log, reduced to kinds, codes and numbers

There are no names or contents of documents, no batch ids, no words of a server, no passwords and no tokens in here.
User names in paths are replaced by <user>.
`;

/** The bundle's bytes, a zip. A part that cannot be read says so instead of failing the whole. */
export async function collectDiagnostics(parts: DiagnosticsParts): Promise<Buffer> {
  const { dataFolder, settings, person } = parts;
  const withoutNames = (text: string): string => nameless(text, person);
  const logs = join(dataFolder, 'logs');
  return zipTexts([
    { name: 'README.txt', text: readme },
    { name: 'about.json', text: json(await about(parts, withoutNames)) },
    { name: 'settings.json', text: json(settings === null ? null : settingsSummary(settings, withoutNames)) },
    { name: 'ledger.json', text: json(await ledgerFigures(parts.summary)) },
    { name: 'files.json', text: json(await ownFiles(parts)) },
    { name: 'batchdrop.log', text: await logText(join(logs, 'batchdrop.log')) },
    { name: 'batchdrop.log.1', text: await logText(join(logs, 'batchdrop.log.1')) },
  ]);
}

async function about(parts: DiagnosticsParts, withoutNames: (text: string) => string): Promise<object> {
  const { dataFolder, spoolFolder, version, platform, locale, keyring, stopped } = parts;
  return {
    ...{ version, madeAt: new Date(parts.now).toISOString(), locale, keyring, stopped },
    ...{ dataFolder: withoutNames(dataFolder), spoolFolder: withoutNames(spoolFolder) },
    ...{ freeBytes: await freeBytes(dataFolder), spoolFreeBytes: await freeBytes(spoolFolder) },
    machine: machineFacts(platform),
  };
}

async function ledgerFigures(summary: DiagnosticsParts['summary']): Promise<object | null> {
  if (summary === null) return null;
  return summary().catch((error: unknown) => ({ unreadable: codeOf(error) }));
}

/** Names that the program gives itself; what else lies in its folders is counted only. */
const ownName =
  /^(ledger\.sqlite(-wal|-shm)?|settings\.json|window\.json|spool-folder\.json|batchdrop\.log(\.1)?|batch-\d+(-[12])?\.zip(\.part)?)$/;

async function ownFiles({ dataFolder, spoolFolder }: DiagnosticsParts): Promise<object> {
  const [data, logs, spool, delivered] = await Promise.all([
    filesIn(dataFolder),
    filesIn(join(dataFolder, 'logs')),
    filesIn(spoolFolder),
    filesIn(join(spoolFolder, 'delivered')),
  ]);
  return { data, logs, spool: totalOf(spool), delivered: totalOf(delivered) };
}

interface Listing {
  readonly files: Readonly<Record<string, number>>;
  readonly others: number;
}

async function filesIn(folder: string): Promise<Listing> {
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => ownName.test(name));
  const sizes = await Promise.all(own.map(async (name) => [name, await sizeOf(join(folder, name))] as const));
  return { files: Object.fromEntries(sizes), others: names.length - own.length };
}

function totalOf({ files, others }: Listing): object {
  const sizes = Object.values(files);
  return { files: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0), others };
}

/** The ledger itself is never opened through `fs` (see [Note: The ledger's locks]); `stat` opens nothing. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function logText(path: string): Promise<string> {
  return readFile(path, 'utf8').then(safeLog, () => '');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}

// What the program costs while nothing happens: ten watched folders with 10,000 files in all.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { inMebi, loopRows, type Row } from './rows';
import { makeTree, seedDelivered } from './tree';
import { configOf, launch } from './watching-program';

export interface IdleOptions {
  readonly folder: string;
  /** In ten folders together. */
  readonly files: number;
  readonly restMs: number;
  readonly serverUrl: string;
}

const pollMs = 5_000;

export async function idle({ folder, files, restMs, serverUrl }: IdleOptions): Promise<Row[]> {
  const folders = Array.from({ length: 10 }, (_, index) => join(folder, `inbox ${index}`));
  for (const inbox of folders) await makeTree(inbox, files / folders.length);
  const rows: Row[] = [];
  for (const mode of ['events', 'polling'] as const) {
    const dataFolder = join(folder, `idle ${mode}`);
    const options = { dataFolder, folders, serverUrl, settleMs: 1_000, ...(mode === 'polling' && { pollMs }) };
    await mkdir(dataFolder);
    const ledgerFile = join(dataFolder, 'ledger.sqlite');
    if (mode === 'events') for (const inbox of folders) await seedDelivered(ledgerFile, inbox, configOf(options));
    else await copyFile(join(folder, 'idle events', 'ledger.sqlite'), ledgerFile);
    const program = await launch(options);
    try {
      await program.start();
      await program.until(() => program.lines.filter(({ type }) => type === 'scan-finished').length >= folders.length);
      // Whatever the start leaves to be done.
      await after(5_000);
      const start = await program.sample();
      await program.lookAway();
      await after(restMs);
      const sample = await program.sample();
      const name = mode === 'events' ? 'idle, by events' : `idle, looking every ${pollMs / 1000} s`;
      rows.push(
        {
          ...{ what: `${name}: of one core`, values: [(100 * sample.cpuMs) / sample.wallMs], unit: '%' },
          ...(mode === 'events' && { limit: 1 }),
        },
        { what: `${name}: memory`, values: [inMebi(sample.rssBytes)], unit: 'MiB' },
        ...loopRows(`${name}, start`, [start]),
      );
    } finally {
      await program.stop();
    }
  }
  return rows;
}

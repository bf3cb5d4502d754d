// How long one document takes: from its writer's close until it is registered, and until its batch id is there.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aPdf } from '../../integration/documents';
import { percentile } from '../figures';
import { loopRows, type Row } from './rows';
import { launch } from './watching-program';

export interface LatencyOptions {
  readonly folder: string;
  readonly documents: number;
  readonly serverUrl: string;
}

const settleMs = 500;

export async function latency({ folder, documents, serverUrl }: LatencyOptions): Promise<Row[]> {
  const inbox = join(folder, 'one by one');
  await mkdir(inbox);
  const program = await launch({
    ...{ dataFolder: join(folder, 'one by one, data'), folders: [inbox], serverUrl, settleMs },
    batch: { quietMs: 0, maxDocuments: 10_000 },
  });
  try {
    await program.start();
    await program.line(({ type }) => type === 'scan-finished');
    const [registered, delivered]: [number[], number[]] = [[], []];
    for (let number = 0; number < documents; number += 1) {
      const name = `scan ${number}.pdf`;
      await writeFile(join(inbox, name), aPdf(name));
      const closedAt = Date.now();
      const accepted = program.line(({ type, at }) => type === 'batch-accepted' && at >= closedAt);
      const deliveredAt = (await accepted).at;
      const ready = await program.line(({ type, relativePath }) => type === 'document-ready' && relativePath === name);
      registered.push(ready.at - closedAt - settleMs);
      delivered.push(deliveredAt - closedAt - settleMs);
    }
    const sample = await program.sample();
    const told = (what: string, values: readonly number[], percent: number): Row => ({
      ...{ what: `one document, beyond settling: ${what}`, values: [percentile(values, percent)], unit: 'ms' },
    });
    return [
      told('registered, median', registered, 50),
      { ...told('registered, p95', registered, 95), limit: 100 },
      told('batch id, median', delivered, 50),
      { ...told('batch id, p95', delivered, 95), limit: 500 },
      ...loopRows('one document', [sample]),
    ];
  } finally {
    await program.stop();
  }
}

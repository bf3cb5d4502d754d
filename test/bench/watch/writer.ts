// A process of its own that writes documents as a scanner's software does: opened, written in two pieces, closed.
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { aPdf } from '../../integration/documents';

export interface WriterOrder {
  readonly folder: string;
  readonly files: number;
  /** Files that are open at the same time. */
  readonly atOnce: number;
  /** Between the two pieces. The first is a whole document by itself: only quiet time tells that more is to come. */
  readonly pauseMs: number;
}

/** Said at the end: when each file was closed, in milliseconds since 1970. */
export interface WriterWord {
  readonly closedAt: Readonly<Record<string, number>>;
}

const { folder, files, atOnce, pauseMs } = JSON.parse(process.argv[2] ?? '{}') as WriterOrder;
const closedAt: Record<string, number> = {};
let next = 0;

async function write(number: number): Promise<void> {
  const path = `desk ${number % 10}/burst ${number}.pdf`;
  const file = await open(join(folder, path), 'wx');
  await file.write(aPdf(`document ${number}`));
  await after(pauseMs);
  await file.write('% signed\nstartxref\n0\n%%EOF\n');
  await file.close();
  closedAt[path] = Date.now();
}

for (let desk = 0; desk < 10; desk += 1) await mkdir(join(folder, `desk ${desk}`), { recursive: true });
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (next < files) await write(next++);
  }),
);
// Disconnected at once, it would lose what the pipe has not taken yet.
process.send?.({ closedAt } satisfies WriterWord, () => {
  process.disconnect();
});

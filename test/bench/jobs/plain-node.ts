// The guard's yardstick: there wherever the tests run, and slow where the machine is slow.
import { join } from 'node:path';
import { environment, type Contestant } from './contestant';
import { measureProcess } from './measured-process';

/** Plain Node.js; its start is taken off. */
export const plainNode: Contestant = {
  name: 'plain Node.js',
  missing: () => Promise.resolve(null),
  uploads: () => 1,
  run: async ({ corpus, url, workFolder }) => {
    const program = join(import.meta.dirname, 'plain-node-program.js');
    const address = `${url}/access/klearstack/uploadbatch`;
    const { stdout, ...measured } = await measureProcess({
      ...{ command: process.execPath, args: [program, corpus.folder, join(workFolder, 'documents'), address] },
      env: environment(),
    });
    return { jobMs: Number(stdout), ...measured };
  },
};

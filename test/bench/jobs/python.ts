// What somebody would write instead: Python's zipfile and requests.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { environment, formFields, type Contestant } from './contestant';
import { measureProcess } from './measured-process';

// It is read from the sources, not built: Python needs no build.
const program = resolve('test', 'bench', 'jobs', 'zip-and-post.py');
// requests holds the whole form in memory, more than once.
const mostBytes = 1e9;

/** zipfile (stored), then requests; the interpreter's start and imports are taken off. */
export const python: Contestant = {
  name: 'Python zipfile + requests',
  missing: () => {
    const { error, status } = spawnSync('python3', ['-c', 'import requests']);
    if (error !== undefined) return Promise.resolve('python3 is not installed here');
    return Promise.resolve(status === 0 ? null : 'python3 has no module requests here');
  },
  declines: ({ sizeBytes }) =>
    sizeBytes > mostBytes ? 'requests holds the whole form in memory, more than once' : null,
  uploads: () => 1,
  run: async ({ corpus, url, workFolder }) => {
    const fields = formFields.map(([name, value]) => `${name}=${value}`);
    const zip = join(workFolder, 'documents.zip');
    const { stdout, ...measured } = await measureProcess({
      command: 'python3',
      args: [program, corpus.folder, zip, `${url}/access/klearstack/uploadbatch`, ...fields],
      env: environment(),
    });
    return { jobMs: Number(stdout), ...measured };
  },
};

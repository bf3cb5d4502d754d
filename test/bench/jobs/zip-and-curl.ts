// What a user would type instead: zip a folder, send the zip with curl.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { environment, formFields, type Contestant } from './contestant';
import { measureProcess, type MeasuredProcess } from './measured-process';

/** `zip -<level> -r`, then `curl -F`; both timed whole, as their start is no matter. */
export function zipAndCurl(level: 0 | 6): Contestant {
  return {
    name: `zip -${level} + curl`,
    missing: () => Promise.resolve(missingOf('zip', '-v') ?? missingOf('curl', '--version')),
    uploads: () => 1,
    run: async ({ corpus, url, workFolder }) => {
      const zip = join(workFolder, 'documents.zip');
      const zipped = await measureProcess({
        ...{ command: 'zip', args: [`-${level}`, '-q', '-r', zip, '.'], cwd: corpus.folder, env: environment() },
      });
      const form = formFields.flatMap(([name, value]) => ['-F', `${name}=${value}`]);
      const address = `${url}/access/klearstack/uploadbatch`;
      const sent = await measureProcess({
        command: 'curl',
        args: ['-sS', '--fail', '-H', 'Authorization: Bearer bench', ...form, '-F', `file=@${zip}`, address],
        env: environment(),
      });
      if (!sent.stdout.includes('successfully')) throw new Error(`curl was answered with ${sent.stdout}`);
      const wallMs = zipped.wallMs + sent.wallMs;
      return { jobMs: wallMs, wallMs, cpuMs: sumOf(zipped, sent), peakBytes: highestOf(zipped, sent) };
    },
  };
}

function missingOf(program: string, question: string): string | null {
  return spawnSync(program, [question]).error === undefined ? null : `${program} is not installed here`;
}

function sumOf(one: MeasuredProcess, other: MeasuredProcess): number | null {
  return one.cpuMs === null || other.cpuMs === null ? null : one.cpuMs + other.cpuMs;
}

/** They run one after the other. */
function highestOf(one: MeasuredProcess, other: MeasuredProcess): number | null {
  return one.peakBytes === null || other.peakBytes === null ? null : Math.max(one.peakBytes, other.peakBytes);
}

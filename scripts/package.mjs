// `npm run package`: installers for this platform in dist/release; with `--test-build` the unpacked program in dist/test.
import './lib/check-node.mjs';
import { build } from './lib/build.mjs';
import { packageProgram } from './lib/package-program.mjs';
import { run } from './lib/processes.mjs';
import { projectFolder } from './lib/project.mjs';
import { setUp } from './lib/set-up.mjs';

const forTests = process.argv.includes('--test-build');
const { runtime } = await setUp({ forRelease: !forTests });
process.exitCode =
  (await build()) || (forTests ? 0 : await writeNotices()) || (await packageProgram(runtime, { forTests }));

/** What an installer contains and under which licences: it carries both lists. */
async function writeNotices() {
  for (const script of ['make-sbom.mjs', 'make-licences.mjs']) {
    const code = await run(process.execPath, [`scripts/${script}`], { cwd: projectFolder });
    if (code !== 0) return code;
  }
  return 0;
}

// `npm run package`: installers for this platform in dist/release; with `--test-build` the unpacked program in dist/test.
import './lib/check-node.mjs';
import { build } from './lib/build.mjs';
import { packageProgram } from './lib/package-program.mjs';
import { setUp } from './lib/set-up.mjs';

const forTests = process.argv.includes('--test-build');
const { runtime } = await setUp({ forRelease: !forTests });
const code = await build();
process.exitCode = code === 0 ? await packageProgram(runtime, { forTests }) : code;

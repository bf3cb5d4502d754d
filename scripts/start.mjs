// `npm start`: opens the program, built anew when the sources are newer than the last build.
import './lib/check-node.mjs';
import { ensureBuild } from './lib/build.mjs';
import { runProgram } from './lib/run-program.mjs';
import { setUp } from './lib/set-up.mjs';

const machine = await setUp();
await ensureBuild();
process.exitCode = await runProgram(machine, process.argv.slice(2));

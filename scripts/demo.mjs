// `npm run demo`: the main job of the real program, on the built-in sandbox and with a fresh profile.
import './lib/check-node.mjs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { runProgram } from './lib/run-program.mjs';
import { setUp } from './lib/set-up.mjs';

const machine = await setUp();
await ensureBuild();

const folder = mkdtempSync(join(tmpdir(), 'batchdrop-demo-'));
const screenshots = join(folder, 'screenshots');
const pictures = machine.display ? [] : [`--demo-screenshots=${screenshots}`];
console.log(
  machine.display
    ? `The demo's profile is in ${folder}; the demo ends when its window is closed.`
    : 'There is no display: the demo runs on a virtual one and saves pictures of its window.',
);
const code = await runProgram(machine, [`--data-dir=${join(folder, 'profile')}`, '--demo', ...pictures]);
if (!machine.display) console.log(`Pictures of the window: ${screenshots}`);
console.log(code === 0 ? 'Every sample document was delivered.' : `The demo failed: the program ended with ${code}.`);
process.exitCode = code;

// Brings a fresh machine to the point where every other command runs: `.ci/run` does it before the linter.
import './lib/check-node.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp({ forTests: true });

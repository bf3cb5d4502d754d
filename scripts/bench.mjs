// `npm run bench`: the whole job, documents in a folder -> batch id, by Batchdrop, by `zip` + `curl` and by Python, in turn,
// against one server. Fails when a stated limit is passed. Options (see test/bench/jobs/options.ts): --rounds N,
// --corpora a,b,c,d, --links 10,100,1000, --quick, --json <file>, --dir <folder>, --program <built cli.js>.
import './lib/check-node.mjs';
import { runJobs } from './lib/bench-jobs.mjs';

await runJobs('run', process.argv.slice(2));

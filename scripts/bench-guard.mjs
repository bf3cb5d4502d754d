// `npm run bench:guard`: the whole job on small corpora, as a ratio to plain Node.js on the same machine, against recorded
// bands. Under a minute, for CI. Options: --record writes new bands, --dir <folder>, --program <built cli.js>.
import './lib/check-node.mjs';
import { runJobs } from './lib/bench-jobs.mjs';

await runJobs('guard', process.argv.slice(2));

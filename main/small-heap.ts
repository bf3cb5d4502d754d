// Keeps the young generation of V8's heap small; to be imported before everything else.
import { setFlagsFromString } from 'node:v8';

// The program stands for months beside other people's work. By default V8 gives new objects up to 48 MiB, and never gives
// them back while anything goes on; with the megabytes it starts with, a batch takes as long and 25 MiB less
// (docs/performance.md). Read each time the space may grow, so it works after the start, and in worker threads.
setFlagsFromString('--semi-space-growth-factor=1');

// A process of its own, the guard's yardstick: the least that the job takes in Node.js, with nothing proven and nothing
// recorded. Reads every document, writes one file, fsyncs it, sends it in one request; prints the milliseconds.
import { createReadStream } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';

const [folder = '', target = '', url = ''] = process.argv.slice(2);
const startedAt = performance.now();
const file = await open(target, 'w');
let sizeBytes = 0;
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const bytes = await readFile(join(entry.parentPath, entry.name));
  await file.writeFile(bytes);
  sizeBytes += bytes.length;
}
await file.sync();
await file.close();
const status = await new Promise<number | undefined>((resolve, reject) => {
  const outgoing = request(url, { method: 'POST', headers: { 'content-length': sizeBytes } }, (response) => {
    response.resume().once('end', () => {
      resolve(response.statusCode);
    });
  });
  outgoing.once('error', reject);
  createReadStream(target, { highWaterMark: 1024 * 1024 })
    .once('error', reject)
    .pipe(outgoing);
});
if (status !== 200) throw new Error(`The server answered with ${String(status)}.`);
console.log(performance.now() - startedAt);

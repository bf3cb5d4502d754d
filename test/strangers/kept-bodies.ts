// What a stranger of a server kept: the zips in its request bodies, read by a zip reader that nobody here wrote.
import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface KeptZip {
  readonly file: string;
  /** SHA-256 of each document. */
  readonly documents: readonly string[];
}

const hashEntries = `
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    print(json.dumps([hashlib.sha256(z.read(n)).hexdigest() for n in z.namelist()]))
`;

/** The zips of every body that arrived whole, oldest first; a body that broke off holds nothing. */
export async function keptZips(folder: string, scratch: string): Promise<KeptZip[]> {
  const found: (KeptZip & { readonly at: number })[] = [];
  for (const file of await readdir(folder)) {
    const zip = zipIn(await readFile(join(folder, file)));
    if (zip === null) continue;
    const path = join(scratch, `${file}.zip`);
    await writeFile(path, zip);
    const { stdout } = await promisify(execFile)('python3', ['-c', hashEntries, path], { maxBuffer: 10_000_000 });
    const { mtimeMs: at } = await stat(join(folder, file));
    found.push({ file, documents: JSON.parse(stdout) as string[], at });
  }
  return found.sort((a, b) => a.at - b.at).map(({ file, documents }) => ({ file, documents }));
}

/** The file part of a multipart body; null when the closing boundary is not there. */
function zipIn(body: Buffer): Buffer | null {
  const boundary = body.subarray(0, body.indexOf('\r\n'));
  if (boundary.length === 0 || body.indexOf(`${boundary.toString('latin1')}--`) === -1) return null;
  const head = body.indexOf('name="file"');
  const start = body.indexOf('\r\n\r\n', head) + 4;
  const end = body.indexOf(`\r\n${boundary.toString('latin1')}`, start);
  return head === -1 || end === -1 ? null : body.subarray(start, end);
}

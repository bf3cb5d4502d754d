// Starts what the upload bench runs side by side: the discarding server, the program's own upload, curl.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ClientOrder, ClientReport } from './client';
import type { ServerOrder, ServerWord } from './server';

export interface RunningServer {
  readonly url: string;
  /** What it has read of a slow body, since the last time this was asked. */
  received(): { readonly at: number; readonly bytes: number }[];
  stop(): Promise<void>;
}

export async function startServer(order: ServerOrder): Promise<RunningServer> {
  const child = fork(built('server.js'), [JSON.stringify(order)]);
  const ended = once(child, 'exit');
  let received: { at: number; bytes: number }[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (word: ServerWord) => {
      if (word.kind === 'listening') resolve(word.port);
      else received.push({ at: word.at, bytes: word.bytes });
    });
    child.once('exit', () => {
      reject(new Error('The server ended.'));
    });
  });
  return {
    url: `${order.tls === null ? 'http' : 'https'}://127.0.0.1:${port}`,
    received: () => {
      const those = received;
      received = [];
      return those;
    },
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** Uploads with the program's own code. Rejects when the server did not accept. */
export async function uploadOurs(order: ClientOrder): Promise<ClientReport> {
  const child = fork(built('client.js'), [JSON.stringify(order)]);
  const report = await new Promise<ClientReport>((resolve, reject) => {
    child.once('message', (message) => {
      resolve(message as ClientReport);
    });
    child.once('exit', () => {
      reject(new Error('The upload ended without a report.'));
    });
  });
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  if (report.answer !== '200') throw new Error(`The upload was answered with ${report.answer}.`);
  return report;
}

/** Uploads the same form with curl; answers with the milliseconds by curl's own clock. */
export async function uploadCurl({ url, zip, fields, authorityFile }: ClientOrder): Promise<number> {
  const form = fields.flatMap(([name, value]) => ['--form-string', `${name}=${value}`]);
  const trust = authorityFile === null ? [] : ['--cacert', authorityFile];
  const told = '\n%{http_code} %{time_total}';
  const file = `file=@${zip.path};type=application/zip`;
  const header = ['-H', 'Authorization: Bearer token'];
  const address = `${url}/access/klearstack/uploadbatch`;
  const child = spawn('curl', ['-sS', '-w', told, ...trust, ...header, ...form, '-F', file, address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  await once(child, 'close');
  const [status, seconds] = (output.split('\n').at(-1) ?? '').split(' ');
  if (status !== '200') throw new Error(`curl was answered with ${status ?? 'nothing'}.`);
  return Number(seconds) * 1000;
}

function built(name: string): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url));
}

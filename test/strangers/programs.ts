// Servers and proxies that nobody here wrote, each a process on loopback with a folder of its own.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface Stranger {
  readonly url: string;
  /** Kills it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Whether this machine has these programs. */
export function areInstalled(...names: readonly string[]): boolean {
  // Debian keeps servers where only root's PATH leads.
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
  return names.every((name) => spawnSync('sh', ['-c', `command -v ${name}`], { env }).status === 0);
}

/** A port of 127.0.0.1 that was free just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

// Not a secret: nobody checks it. It says that it is good until the year 2100.
const token = [{ alg: 'HS256', typ: 'JWT' }, { exp: 4_102_444_800 }, 'stranger']
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

/**
 * nginx as the whole server: it keeps each body that it took as a file in `bodies`, refuses larger ones with its own 413,
 * and answers with a batch id of its own making.
 */
export async function nginxServer(
  folder: string,
  { limit }: { limit: string },
): Promise<Stranger & { bodies: string }> {
  const bodies = join(folder, 'bodies');
  await mkdir(bodies, { recursive: true });
  const [port, inner] = [await freePort(), await freePort()];
  const json = (body: object): string => `default_type application/json; return 200 '${JSON.stringify(body)}';`;
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path ${bodies};
  proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location = /access/klearstack/get_access_token {
      ${json({ access_token: token, refresh_token: token, release_version: 'nginx' })}
    }
    location = /access/klearstack/uploadbatch {
      client_max_body_size ${limit};
      client_body_in_file_only on;
      proxy_pass http://127.0.0.1:${inner}/answer;
    }
  }
  server {
    listen 127.0.0.1:${inner};
    client_max_body_size 0;
    location = /answer { ${json({ 'Function successfully executed!': '$request_id', release_version: 'nginx' })} }
  }
}
`,
  );
  const child = start('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')]);
  await reachable(port, child);
  return { url: `http://127.0.0.1:${port}`, bodies, kill: () => end(child) };
}

/** HAProxy in front of a server: gives up on a reply after `replyMs`, answers 503 when the server is away. */
export async function haproxyInFrontOf(
  folder: string,
  { serverPort, replyMs, port }: { serverPort: number; replyMs: number; port: number },
): Promise<Stranger> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'haproxy.cfg'),
    `global
  maxconn 64
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server ${replyMs}ms
  retries 0
frontend front
  bind 127.0.0.1:${port}
  default_backend back
backend back
  server sandbox 127.0.0.1:${serverPort}
`,
  );
  const child = start('haproxy', ['-f', join(folder, 'haproxy.cfg'), '-db']);
  await reachable(port, child);
  return { url: `http://127.0.0.1:${port}`, kill: () => end(child) };
}

/** Starts a program, with root's PATH. */
export function start(program: string, args: readonly string[]): ChildProcess {
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
  return spawn(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Kills it at once. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Resolves when something listens there. */
export async function reachable(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the server on port ${port} ended with ${child.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => {
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    socket.destroy();
    if (isOpen) return;
    await setTimeout(25);
  }
  throw new Error(`nothing listens on port ${port}`);
}

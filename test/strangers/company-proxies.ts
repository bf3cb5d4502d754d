// The proxies of a company, which nobody here wrote: squid with a password, mitmproxy that looks into TLS.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { end, freePort, reachable, start, type Stranger } from './programs';

/** A name that nothing but these proxies knows; it leads to this machine. */
export const hiddenName = 'klear.example';

/** squid that lets in one user by basic authentication, and tunnels to any port of this machine. */
export async function squid(folder: string, login: { username: string; password: string }): Promise<Stranger> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const hash = execFileSync('openssl', ['passwd', '-apr1', login.password], { encoding: 'utf8' }).trim();
  await writeFile(join(folder, 'users'), `${login.username}:${hash}\n`);
  await writeFile(join(folder, 'hosts'), `127.0.0.1 ${hiddenName}\n`);
  await writeFile(
    join(folder, 'squid.conf'),
    `http_port 127.0.0.1:${port}
pid_filename none
cache deny all
access_log none
cache_log /dev/null
hosts_file ${folder}/hosts
shutdown_lifetime 0 seconds
auth_param basic program /usr/lib/squid/basic_ncsa_auth ${folder}/users
auth_param basic realm company
acl known proxy_auth REQUIRED
http_access allow CONNECT known
http_access deny all
`,
  );
  // As root it works as another user, who has to read these.
  await chmod(folder, 0o755);
  for (const name of ['users', 'hosts', 'squid.conf']) await chmod(join(folder, name), 0o644);
  const child = start('squid', ['-N', '-f', join(folder, 'squid.conf')]);
  await reachable(port, child);
  return { url: `http://127.0.0.1:${port}`, kill: () => end(child) };
}

/** mitmproxy with an authority of its own. It checks the server's certificate by `upstreamAuthority`. */
export async function mitmproxy(
  folder: string,
  { upstreamAuthority }: { upstreamAuthority: string },
): Promise<Stranger & { readonly authorityFile: string; readonly seen: () => Promise<string> }> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const [addon, trusted, log] = [join(folder, 'addon.py'), join(folder, 'upstream.pem'), join(folder, 'seen')];
  await writeFile(trusted, upstreamAuthority);
  await writeFile(log, '');
  await writeFile(
    addon,
    `def server_connect(data):
    data.server.address = ("127.0.0.1", data.server.address[1])

def request(flow):
    with open(${JSON.stringify(log)}, "ab") as log:
        log.write(flow.request.path.encode() + b"\\n")
`,
  );
  const options = [`confdir=${folder}`, `ssl_verify_upstream_trusted_ca=${trusted}`, 'connection_strategy=lazy'];
  const args = ['-q', '--listen-host', '127.0.0.1', '--listen-port', String(port), '-s', addon];
  const child = start('mitmdump', [...args, ...options.flatMap((option) => ['--set', option])]);
  await reachable(port, child);
  return {
    url: `http://127.0.0.1:${port}`,
    kill: () => end(child),
    authorityFile: join(folder, 'mitmproxy-ca-cert.pem'),
    seen: () => readFile(log, 'utf8'),
  };
}

// A connection to the desktop's session bus (Linux), good for a question and its answer.
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { decodeMessage, encodeMessage, type IncomingMessage, type OutgoingMessage } from './dbus-message';

export interface SessionBus {
  send(message: OutgoingMessage): void;
  close(): void;
}

/** Where the bus listens, for `net.connect`; null when there is none that can be reached. */
export function busPath(env: NodeJS.ProcessEnv): string | null {
  for (const address of (env['DBUS_SESSION_BUS_ADDRESS'] ?? '').split(';')) {
    const [, transport, rest = ''] = /^(\w+):(.*)$/.exec(address) ?? [];
    if (transport !== 'unix') continue;
    for (const pair of rest.split(',')) {
      const [key, value = ''] = pair.split('=');
      if (key === 'path') return decodeURIComponent(value);
      if (key === 'abstract') return `\0${decodeURIComponent(value)}`;
    }
  }
  const runtime = env['XDG_RUNTIME_DIR'];
  return runtime === undefined ? null : join(runtime, 'bus');
}

/** Connects and says hello (serial 1). `onMessage` gets every message; rejects when the bus does not let us in. */
export function openSessionBus(
  path: string,
  onMessage: (message: IncomingMessage) => void,
  { signal }: { signal: AbortSignal },
): Promise<SessionBus> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const bus = busOver(socket);
    let received = Buffer.alloc(0);
    let isIn = false;
    const end = (): void => {
      socket.destroy();
      reject(new Error('the session bus was left'));
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    socket.on('error', reject);
    socket.on('close', () => {
      signal.removeEventListener('abort', end);
      reject(new Error('the session bus closed'));
    });
    socket.on('connect', () => {
      const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
      socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
    });
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      if (!isIn) {
        const line = received.indexOf('\r\n');
        if (line < 0) return;
        if (!received.toString('latin1', 0, line).startsWith('OK')) {
          end();
          return;
        }
        received = received.subarray(line + 2);
        isIn = true;
        socket.write('BEGIN\r\n');
        bus.send({ ...toTheBus, type: 1, serial: 1, member: 'Hello' });
        resolve(bus);
      }
      try {
        for (let next = decodeMessage(received); next !== null; next = decodeMessage(received)) {
          received = Buffer.from(next.rest);
          onMessage(next.message);
        }
      } catch {
        end();
      }
    });
  });
}

/** Where calls to the bus itself go. */
export const toTheBus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

function busOver(socket: Socket): SessionBus {
  return {
    send: (message) => {
      socket.write(encodeMessage(message));
    },
    close: () => {
      socket.destroy();
    },
  };
}

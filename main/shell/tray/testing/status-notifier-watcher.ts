// For tests: a session bus of its own (a real dbus-daemon), and a desktop's tray on it that notes what registers.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { encodeTexts, messageTypes, number32 } from '../dbus-message';
import { busPath, openSessionBus, toTheBus } from '../session-bus';
import { watcherName } from '../tray-host';

export interface TestBus {
  /** For `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Whether this machine can run a bus. */
export function hasDbusDaemon(): boolean {
  try {
    execFileSync('dbus-daemon', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export async function startBus(): Promise<TestBus> {
  const child = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    address: line.toString('utf8').trim(),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}

export interface Watcher {
  /** The services that registered an icon, in order. */
  readonly registered: readonly string[];
  /** Resolves with the service of the first icon. */
  readonly firstIcon: Promise<string>;
  close(): void;
}

/** Takes the watcher's name on the bus. `hasHost` is what it says about a panel that shows icons. */
export async function startWatcher(address: string, { hasHost }: { hasHost: boolean }): Promise<Watcher> {
  const ended = new AbortController();
  const registered: string[] = [];
  let onIcon: (service: string) => void = () => undefined;
  const firstIcon = new Promise<string>((resolve) => (onIcon = resolve));
  let serial = 10;
  let onOwned = (): void => undefined;
  const owned = new Promise<void>((resolve) => (onOwned = resolve));
  const bus = await openSessionBus(
    busPath({ DBUS_SESSION_BUS_ADDRESS: address }) ?? '',
    (message) => {
      if (message.fields.get(5) === 2) onOwned();
      if (message.type !== messageTypes.call) return;
      const sender = String(message.fields.get(7));
      const member = message.fields.get(3);
      if (member === 'RegisterStatusNotifierItem') {
        registered.push(sender);
        onIcon(sender);
      }
      // Whatever is asked for is answered with this one boolean; a registration needs no more than an answer.
      const yes = Buffer.concat([Buffer.from([1, 'b'.charCodeAt(0), 0, 0]), number32(hasHost ? 1 : 0)]);
      const body = member === 'Get' ? { body: { signature: 'v', bytes: yes } } : {};
      bus.send({ type: 2, serial: (serial += 1), destination: sender, replySerial: message.serial, ...body });
    },
    { signal: ended.signal },
  );
  const name = encodeTexts([watcherName]);
  // A number starts at a multiple of 4; the text before it ends with its NUL anywhere.
  const bytes = Buffer.concat([name, Buffer.alloc((4 - (name.length % 4)) % 4), number32(0)]);
  bus.send({ ...toTheBus, type: 1, serial: 2, member: 'RequestName', body: { signature: 'su', bytes } });
  await owned;
  return {
    registered,
    firstIcon,
    close: () => {
      ended.abort();
    },
  };
}

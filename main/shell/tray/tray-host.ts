// Whether this desktop shows tray icons. On Linux only a desktop with a StatusNotifier host does: KDE, XFCE, Cinnamon and
// others; GNOME does with an extension.
import { encodeTexts, messageTypes, type IncomingMessage } from './dbus-message';
import { busPath, openSessionBus } from './session-bus';

export const watcherName = 'org.kde.StatusNotifierWatcher';
const question = 2;
const limitMs = 1_000;

/** Whether a tray icon would be seen now. Asked each time it matters: a panel may come up after this program. */
export async function hasTrayHost(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  const path = busPath(env);
  return path !== null && askWatcher(path);
}

/** Asks the watcher for `IsStatusNotifierHostRegistered`; no watcher, no bus and no answer in a second all mean no. */
async function askWatcher(path: string): Promise<boolean> {
  const limit = AbortSignal.timeout(limitMs);
  let answer: (isThere: boolean) => void = () => undefined;
  const answered = new Promise<boolean>((resolve) => (answer = resolve));
  limit.addEventListener('abort', () => {
    answer(false);
  });
  try {
    const bus = await openSessionBus(
      path,
      (message) => {
        if (message.fields.get(5) === question) answer(saysYes(message));
      },
      { signal: limit },
    );
    const bytes = encodeTexts([watcherName, 'IsStatusNotifierHostRegistered']);
    bus.send({
      ...{ type: 1, serial: question, destination: watcherName, path: '/StatusNotifierWatcher' },
      ...{ interface: 'org.freedesktop.DBus.Properties', member: 'Get', body: { signature: 'ss', bytes } },
    });
    const isThere = await answered;
    bus.close();
    return isThere;
  } catch {
    return false;
  }
}

/** A variant that holds a true boolean. */
function saysYes({ type, body, isLittleEndian }: IncomingMessage): boolean {
  if (type !== messageTypes.reply || body.length < 8 || body.toString('latin1', 0, 3) !== '\x01b\0') return false;
  return (isLittleEndian ? body.readUInt32LE(4) : body.readUInt32BE(4)) === 1;
}

// The part of the running program that is about this computer: preferences, the spool's place, the bundle for support.
import type { AppInfo } from '../preload/contract';
import { collectDiagnostics } from './diagnostics/collect';
import { thisPerson } from './diagnostics/machine';
import type { Handlers } from './ipc/answer-call';
import { diagnosticsCalls } from './ipc/diagnostics-calls';
import { preferenceCalls, type PreferenceDesktop } from './ipc/preference-calls';
import type { Services } from './ipc/services';
import type { LedgerViews } from './ledger/views/views';
import { settleSpool, type SettledSpool } from './spool-place/settle-spool';
import { spoolView } from './spool-place/spool-view';
import { ownSpool } from './spool-place/spool-record';
import type { Settings } from './settings/settings-file';
import type { Log } from './shell/log';

/** A desktop without a tray, for a program that cannot be started at login. */
export const plainDesktop: PreferenceDesktop = { hasTray: () => Promise.resolve(false), loginItem: null };

/** Where the spool is. A record of it that cannot be read means that nobody knows: then nothing may go on without it. */
export async function findSpool(dataFolder: string, wished: string | null, log: Log): Promise<SettledSpool> {
  try {
    return await settleSpool(dataFolder, wished);
  } catch (error) {
    log.bug('spool', error);
    return { kind: 'unreachable', folder: ownSpool(dataFolder) };
  }
}

export interface DeskParts {
  readonly services: Services;
  readonly spool: SettledSpool;
  readonly systemLanguages: readonly string[];
  readonly desktop: PreferenceDesktop;
}

type DeskCalls = Pick<Handlers, 'preferences.get' | 'preferences.save' | 'diagnostics.collect'>;

/** The calls of a program that works, or has a ledger at least. */
export function deskCalls({ services, spool, systemLanguages, desktop }: DeskParts): DeskCalls {
  const { settings, dataFolder, applySettings, views, policy } = services;
  return {
    ...preferenceCalls({
      ...{ settings, dataFolder, applySettings, systemLanguages, desktop },
      ...(policy === undefined ? {} : { policy }),
      spool: () => spoolView(spool, settings.get().preferences, dataFolder),
    }),
    ...diagnosticsCalls(services, () =>
      bundle(services.appInfo(), spool.folder, { settings: settings.get(), views }, services.clock.now()),
    ),
  };
}

/** The one call of these that a program without a ledger answers. */
export function stoppedDiagnostics(
  services: Pick<Services, 'clock' | 'desktop' | 'appInfo'>,
): Pick<Handlers, 'diagnostics.collect'> {
  const { clock, appInfo } = services;
  return diagnosticsCalls(services, () => {
    const info = appInfo();
    return bundle(info, ownSpool(info.dataFolder), { settings: null, views: null }, clock.now());
  });
}

function bundle(
  info: AppInfo,
  spoolFolder: string,
  { settings, views }: { settings: Settings | null; views: LedgerViews | null },
  now: number,
): Promise<Buffer> {
  const { dataFolder, version, platform, locale, keyring, stopped } = info;
  return collectDiagnostics({
    ...{ dataFolder, spoolFolder, version, platform, locale, keyring, stopped, settings, now },
    summary: views === null ? null : () => views.summary(),
    person: thisPerson(),
  });
}

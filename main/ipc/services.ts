// What the calls work on; app.ts brings it. Only types, so that handlers can be tested without Electron.
import type { AppInfo, Topic } from '../../preload/contract';
import type { Engine } from '../engine/engine-facade';
import type { Clock, ResolveProxy } from '../engine/ports';
import type { LedgerViews } from '../ledger/views/views';
import type { Policy } from '../policy/parse-policy';
import type { SecretKeeper } from '../settings/secret-keeper';
import type { SettingsFile } from '../settings/settings-file';
import type { Progress } from './progress';

export interface Services {
  /** With the policy over them, where there is one. */
  readonly settings: SettingsFile;
  /** The policy in force; without it there is none. */
  readonly policy?: () => Policy | null;
  readonly secrets: SecretKeeper;
  readonly engine: Engine;
  readonly views: LedgerViews;
  readonly progress: Progress;
  readonly clock: Clock;
  readonly dataFolder: string;
  /** The sandbox's watched folder, which may lie inside the data folder. */
  readonly sandboxFolder: string;
  /** Tells the engine that credentials or folders changed. */
  readonly applySettings: () => Promise<void>;
  /** Tells the window that this may have changed. */
  readonly changed: (topics: readonly Topic[]) => void;
  readonly startSandbox: () => Promise<{ folder: string }>;
  readonly appInfo: () => AppInfo;
  readonly desktop: Desktop;
  /** Which proxies the system wants; without it there are none. */
  readonly resolveProxy?: ResolveProxy | undefined;
}

/** What only the operating system can do. */
export interface Desktop {
  /** The system's folder dialog; null when it was cancelled. */
  pickFolder(): Promise<string | null>;
  /** The system's dialog for saving a file of this kind; it has asked before a file is replaced. null: cancelled. */
  pickFileToSave(suggestedName: string, extension: string): Promise<string | null>;
  /** The system's dialog for a file with certificates; null: cancelled. */
  pickCertificate?(): Promise<string | null>;
  /** Shows a folder in the file manager; false when that did not work. */
  openFolder(path: string): Promise<boolean>;
  copyText(text: string): Promise<void>;
}

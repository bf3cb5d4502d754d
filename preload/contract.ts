// The whole surface between the window and the program: this file and its parts in contract/. Both sides import it; it
// imports nothing of either.
import type { ActivityCalls } from './contract/activity';
import type { AppCalls } from './contract/app';
import type { Destination, DiagnosticsCalls } from './contract/background';
import type { BatchCalls } from './contract/batches';
import type { CredentialCalls } from './contract/credentials';
import type { DeliveryCalls } from './contract/deliveries';
import type { DocumentCalls } from './contract/documents';
import type { DropCalls, HandedOver } from './contract/drops';
import type { FolderCalls } from './contract/folders';
import type { OverviewCalls } from './contract/overview';
import type { PolicyCalls } from './contract/policy';
import type { PreferenceCalls } from './contract/preferences';
import type { PreviewCalls } from './contract/previews';
import type { RehearsalCalls } from './contract/rehearsals';
import type { Reply } from './contract/reply';
import type { SearchCalls } from './contract/search';
import type { SendingCalls } from './contract/sending';
import type { UploadSettingsCalls } from './contract/upload-settings';

export * from './contract/activity';
export * from './contract/app';
export * from './contract/background';
export * from './contract/batches';
export * from './contract/bulk';
export * from './contract/credentials';
export * from './contract/deliveries';
export * from './contract/documents';
export * from './contract/drops';
export * from './contract/folders';
export * from './contract/overview';
export * from './contract/policy';
export * from './contract/preferences';
export * from './contract/previews';
export * from './contract/profile';
export * from './contract/rehearsals';
export * from './contract/reply';
export * from './contract/search';
export * from './contract/sending';
export * from './contract/upload-settings';

/** Every call the window can make. Each answers with a `Reply`; none rejects. */
export interface Calls
  extends
    ActivityCalls,
    AppCalls,
    BatchCalls,
    CredentialCalls,
    DeliveryCalls,
    DiagnosticsCalls,
    DocumentCalls,
    DropCalls,
    FolderCalls,
    OverviewCalls,
    PolicyCalls,
    PreferenceCalls,
    PreviewCalls,
    RehearsalCalls,
    SearchCalls,
    SendingCalls,
    UploadSettingsCalls {}

export type CallName = keyof Calls;

/** What may have changed; the window asks again for what it shows. At most four times a second. */
export type Topic =
  'app' | 'credentials' | 'folders' | 'documents' | 'batches' | 'progress' | 'sets' | 'sending' | 'drops' | 'activity';

/** What the preload script puts on `window.batchdrop`. */
export interface Bridge {
  call<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Reply<Calls[Name]['value']>>;
  /**
   * Hands over what was dropped on the window: `File` objects, as the page has them. Their paths go to the program, which
   * answers with a token for them; null when nothing came from a disk.
   */
  handOver(files: readonly unknown[]): Promise<Reply<HandedOver | null>>;
  /** Returns the function that stops listening. */
  onChange(listener: (topics: readonly Topic[]) => void): () => void;
  /** Tray, menu or a notification want to be shown a place. Returns the function that stops listening. */
  onNavigate(listener: (destination: Destination) => void): () => void;
}

/** IPC channel names. */
export const callChannel = 'batchdrop:call';
export const changeChannel = 'batchdrop:change';
export const handOverChannel = 'batchdrop:hand-over';
export const navigateChannel = 'batchdrop:navigate';

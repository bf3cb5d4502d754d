// The whole surface between the window and the program: this file and its parts in contract/. Both sides import it; it
// imports nothing of either.
import type { AppCalls } from './contract/app';
import type { CredentialCalls } from './contract/credentials';
import type { DeliveryCalls } from './contract/deliveries';
import type { FolderCalls } from './contract/folders';
import type { OverviewCalls } from './contract/overview';
import type { RehearsalCalls } from './contract/rehearsals';
import type { Reply } from './contract/reply';

export * from './contract/app';
export * from './contract/credentials';
export * from './contract/deliveries';
export * from './contract/folders';
export * from './contract/overview';
export * from './contract/profile';
export * from './contract/rehearsals';
export * from './contract/reply';

/** Every call the window can make. Each answers with a `Reply`; none rejects. */
export interface Calls extends AppCalls, CredentialCalls, DeliveryCalls, FolderCalls, OverviewCalls, RehearsalCalls {}

export type CallName = keyof Calls;

/** What may have changed; the window asks again for what it shows. At most four times a second. */
export type Topic = 'app' | 'credentials' | 'folders' | 'documents' | 'batches' | 'progress' | 'sets';

/** What the preload script puts on `window.batchdrop`. */
export interface Bridge {
  call<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Reply<Calls[Name]['value']>>;
  /** Returns the function that stops listening. */
  onChange(listener: (topics: readonly Topic[]) => void): () => void;
}

/** IPC channel names. */
export const callChannel = 'batchdrop:call';
export const changeChannel = 'batchdrop:change';

// A line to the hashing thread: what is said over it, and the running hashes at the end that asks.
import type { MessagePort } from 'node:worker_threads';
import type { RunningHash } from './running-hash';

export type HashOrder =
  | { readonly id: number; readonly kind: 'update'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly kind: 'digest' | 'drop' }
  /** One more line, for another thread. */
  | { readonly id: 0; readonly kind: 'connect'; readonly port: MessagePort };

/** Answers come in the order of the orders; `sha256` is null after an update. */
export interface HashAnswer {
  readonly id: number;
  readonly sha256: string | null;
}

export interface HashLine {
  begin(): RunningHash;
  /** Fails whatever waits for an answer, and whatever is asked from now on. */
  end(): void;
}

interface Waiting {
  resolve(sha256: string | null): void;
  reject(error: Error): void;
}

/** What both a thread and a port have. */
interface Sender {
  postMessage(order: HashOrder): void;
  on(event: 'message', listener: (answer: HashAnswer) => void): unknown;
}

// Bytes of this thread alone are copied, a tenth of what hashing them takes: memory that another thread has seen is kept
// until that one collects its garbage, and it makes hardly any.
const slotBytes = 1024 * 1024;
const mostSlots = 4;

/** Over a line that nobody else asks over. */
export function hashLine(sender: Sender): HashLine {
  let lastId = 0;
  let isEnded = false;
  const waiting = new Map<number, Waiting[]>();
  sender.on('message', ({ id, sha256 }) => {
    waiting.get(id)?.shift()?.resolve(sha256);
  });

  function begin(): RunningHash {
    const id = ++lastId;
    const mine: Waiting[] = [];
    waiting.set(id, mine);
    const ask = (order: HashOrder): Promise<string | null> => {
      if (isEnded) return Promise.reject(new Error('The hashing thread ended.'));
      return new Promise((resolve, reject) => {
        mine.push({ resolve, reject });
        sender.postMessage(order);
      });
    };
    const copying = createCopying(async (bytes) => {
      await ask({ id, kind: 'update', bytes });
    });
    return {
      update: async (bytes) => {
        if (isShared(bytes)) await ask({ id, kind: 'update', bytes });
        else await copying.update(bytes);
      },
      digest: async () => {
        await copying.done();
        return (await ask({ id, kind: 'digest' })) ?? '';
      },
      drop: () => {
        if (waiting.delete(id) && !isEnded) sender.postMessage({ id, kind: 'drop' });
      },
    };
  }

  return {
    begin,
    end: () => {
      isEnded = true;
      const error = new Error('The hashing thread ended.');
      for (const those of waiting.values()) for (const { reject } of those) reject(error);
      waiting.clear();
    },
  };
}

/** Over a port that `connect` gave; to be closed by the caller. */
export function hashOver(port: MessagePort): RunningHash {
  const line = hashLine(port);
  port.on('close', () => {
    line.end();
  });
  return line.begin();
}

function isShared({ buffer }: Uint8Array): boolean {
  return buffer instanceof SharedArrayBuffer;
}

interface Copying {
  /** Resolves once the bytes were copied; rejects when an earlier piece could not be hashed. */
  update(bytes: Uint8Array): Promise<void>;
  /** Resolves once everything was hashed. */
  done(): Promise<void>;
}

/** Copies into a few pieces of memory that both threads see, each used again when `hash` has read it. */
function createCopying(hash: (bytes: Uint8Array) => Promise<void>): Copying {
  const slots: { readonly memory: Uint8Array; hashed: Promise<void> }[] = [];
  let next = 0;
  return {
    update: async (bytes) => {
      for (let start = 0; start < bytes.length; start += slotBytes) {
        const piece = bytes.subarray(start, start + slotBytes);
        const slot = (slots[next] ??= {
          memory: new Uint8Array(new SharedArrayBuffer(slotBytes)),
          hashed: Promise.resolve(),
        });
        next = (next + 1) % mostSlots;
        await slot.hashed;
        slot.memory.set(piece);
        slot.hashed = hash(slot.memory.subarray(0, piece.length));
        // Whoever takes the slot next hears of it, or the end.
        slot.hashed.catch(() => undefined);
      }
    },
    done: async () => {
      for (const { hashed } of slots) await hashed;
    },
  };
}

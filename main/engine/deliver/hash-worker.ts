// Worker thread: hashes zips while the main process sends them. What it reads is memory of both threads.
import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { HashAnswer, HashOrder } from './hash-thread';

const port = parentPort;
if (port === null) throw new Error('hash-worker runs as a worker thread only');
const hashes = new Map<number, Hash>();

port.on('message', (order: HashOrder) => {
  const { id } = order;
  switch (order.kind) {
    case 'update': {
      const hash = hashes.get(id) ?? createHash('sha256');
      hashes.set(id, hash);
      hash.update(order.bytes);
      answer({ id, sha256: null });
      return;
    }
    case 'digest':
      answer({ id, sha256: (hashes.get(id) ?? createHash('sha256')).digest('hex') });
      hashes.delete(id);
      return;
    case 'drop':
      hashes.delete(id);
  }
});
answer({ id: 'ready' });

function answer(message: HashAnswer): void {
  port?.postMessage(message);
}

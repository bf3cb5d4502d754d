// Worker thread: hashes zips while other threads write or send them. What it reads is memory of both.
import { createHash, type Hash } from 'node:crypto';
import { parentPort, type MessagePort } from 'node:worker_threads';
import type { HashAnswer, HashOrder } from './hash-line';

if (parentPort === null) throw new Error('hash-worker runs as a worker thread only');
serve(parentPort);
parentPort.postMessage('ready');

function serve(port: MessagePort): void {
  const hashes = new Map<number, Hash>();
  const answer = (message: HashAnswer): void => {
    port.postMessage(message);
  };
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
        return;
      case 'connect':
        serve(order.port);
    }
  });
}

// Tests of the thread's main side, with a worker that only tells which thread it is.
import { afterEach, describe, expect, it } from 'vitest';
import { createSealThread, type SealThread } from './seal-thread';

function worker(body: string): URL {
  const source = `import { parentPort, threadId } from 'node:worker_threads'; parentPort.on('message', ({ id, work }) => { ${body} });`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}
const telling = worker('parentPort.postMessage({ id, result: threadId })');
const dying = worker('process.exit(1)');

let thread: SealThread;
afterEach(() => thread.stop());

const ask = (): Promise<unknown> => thread.hash({ documents: [] });

describe('the seal thread', () => {
  it('is one and the same while there is work', async () => {
    thread = createSealThread(telling);
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first).toBe(second);
    expect(await ask()).toBe(first);
  });

  it('ends when nothing was asked for a while, and is there again', async () => {
    thread = createSealThread(telling, { idleMs: 1 });
    const first = await ask();
    await expect.poll(ask, { interval: 20 }).not.toBe(first);
  });

  it('ends at once after thousands of documents, and keeps nothing of what they took', async () => {
    thread = createSealThread(telling);
    const paths = Array.from({ length: 1_000 }, (_, index) => `${index}.pdf`);
    const first = await thread.inspect({ paths, within: '', otherImages: false });
    await expect.poll(ask, { interval: 150, timeout: 10_000 }).not.toBe(first);
  });

  it('fails what was asked when it dies, and starts anew', async () => {
    thread = createSealThread(dying);
    expect(await ask()).toEqual({ kind: 'spool-failed', detail: 'The sealing thread ended.' });
    expect(await ask()).toMatchObject({ kind: 'spool-failed' });
  });

  it('is there before it is asked when documents are coming', async () => {
    thread = createSealThread(telling);
    thread.prepare();
    const later = createSealThread(telling);
    const laterId = await later.hash({ documents: [] });
    await later.stop();
    expect(await ask()).toBeLessThan(Number(laterId));
  });

  it('answers after its end that it was stopped', async () => {
    thread = createSealThread(telling);
    await thread.stop();
    expect(await ask()).toEqual({ kind: 'spool-failed', detail: 'The sealing thread was stopped.' });
  });
});

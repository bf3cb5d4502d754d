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

  it('begins with a zip when the looks before it are done: it would keep them waiting', async () => {
    thread = createSealThread(
      worker(`if (work.kind === 'inspect') {
        globalThis.open = (globalThis.open ?? 0) + 1;
        setTimeout(() => { globalThis.open -= 1; parentPort.postMessage({ id, result: 'looked' }); }, 5);
      } else parentPort.postMessage({ id, result: globalThis.open })`),
    );
    const job = { paths: [], within: '', otherImages: false };
    const looks = [thread.inspect(job), thread.inspect(job)];
    expect(thread.isSealing).toBe(false);
    const sealed = ask();
    expect(thread.isSealing).toBe(true);
    expect(await sealed).toBe(0);
    expect(await Promise.all(looks)).toEqual(['looked', 'looked']);
    expect(thread.isSealing).toBe(false);
  });

  it('answers after its end that it was stopped', async () => {
    thread = createSealThread(telling);
    await thread.stop();
    expect(await ask()).toEqual({ kind: 'spool-failed', detail: 'The sealing thread was stopped.' });
  });
});

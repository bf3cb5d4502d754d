// A page that died or went elsewhere is there again, unless it does nothing but die.
import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron/main';
import { describe, expect, it } from 'vitest';
import { keepPage } from './keep-page';

const page = 'app://batchdrop/index.html';

function aPage() {
  const loaded: string[] = [];
  const gone: string[] = [];
  let now = 1_000_000;
  const events = new EventEmitter();
  const contents = Object.assign(events, {
    isDestroyed: () => false,
    loadURL: (address: string) => {
      loaded.push(address);
      return Promise.resolve();
    },
  });
  const askedFor = keepPage(contents as unknown as WebContents, {
    ...{ page, devOrigin: null, now: () => now },
    onGone: (reason) => gone.push(reason),
  });
  return {
    ...{ loaded, gone, askedFor },
    die: (reason = 'crashed') => events.emit('render-process-gone', {}, { reason }),
    go: (address: string) => events.emit('did-navigate', {}, address),
    pass: (ms: number) => (now += ms),
  };
}

describe('the page', () => {
  it('comes back after its process died, and it is known why', () => {
    const { die, loaded, gone } = aPage();
    die('oom');
    expect([loaded, gone]).toEqual([[page], ['oom']]);
  });

  it('is left alone when its process ended as it should', () => {
    const { die, loaded } = aPage();
    die('clean-exit');
    expect(loaded).toEqual([]);
  });

  it('comes back from elsewhere, and goes on at its own address', () => {
    const { go, loaded } = aPage();
    go(`${page}#/sets`);
    expect(loaded).toEqual([]);
    go('about:blank');
    expect(loaded).toEqual([page]);
  });

  it('that dies four times in a minute stays away until somebody asks for the window', () => {
    const { die, loaded, askedFor } = aPage();
    for (let times = 0; times < 4; times += 1) die();
    expect(loaded).toHaveLength(3);
    askedFor();
    expect(loaded).toHaveLength(4);
    askedFor();
    expect(loaded).toHaveLength(4);
  });

  it('may die once in a while for ever', () => {
    const { die, loaded, pass } = aPage();
    for (let times = 0; times < 10; times += 1) {
      die();
      pass(30_000);
    }
    expect(loaded).toHaveLength(10);
  });
});

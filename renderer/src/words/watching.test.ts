// Checks how a folder's watch is called, and that each trouble comes with what helps.
import { beforeEach, describe, expect, it } from 'vitest';
import type { FolderHealth, FolderWatch, WatchLimit } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { watchLabel, watchProblemWords } from './watching';

beforeEach(() => setLanguage('en', 'en'));

const events: FolderWatch = { mode: 'events', problem: null };
const polling: FolderWatch = { mode: 'polling', problem: null };
const troubled: FolderWatch = { mode: 'events', problem: { kind: 'failed', detail: 'EIO' } };
const limit: WatchLimit = {
  ...{ setting: 'fs.inotify.max_user_watches', current: 8_192, needed: 524_288 },
  command: 'echo fs.inotify.max_user_watches=524288 | sudo tee /etc/sysctl.d/60.conf',
};

describe('a watched folder', () => {
  it.each<[FolderHealth, FolderWatch, string, string]>([
    ['watching', events, 'Watching', 'good'],
    ['watching', polling, 'Watching (polling)', 'good'],
    ['watching', troubled, 'Watching in part', 'attention'],
    ['scanning', polling, 'Scanning', 'moving'],
    ['offline', { mode: 'none', problem: null }, 'Cannot be reached', 'attention'],
    ['paused', { mode: 'none', problem: null }, 'Paused', 'quiet'],
    ['error', { mode: 'none', problem: null }, 'Problem', 'bad'],
  ])('that is %s with %j is called %s', (health, watch, text, tone) => {
    expect(watchLabel(health, watch)).toEqual({ text, tone });
  });
});

describe('what is wrong with a watch', () => {
  it('says which limit to raise, from what to what, and gives the command', () => {
    const words = watchProblemWords({ kind: 'limit-reached', detail: 'ENOSPC', limit });
    expect(words.sentence).toContain('Raise fs.inotify.max_user_watches from 8,192 to 524,288');
    expect(words.command).toBe(limit.command);
  });

  it('leaves out the number that could not be read', () => {
    const { sentence } = watchProblemWords({ kind: 'limit-reached', detail: '', limit: { ...limit, current: null } });
    expect(sentence).toContain('Raise fs.inotify.max_user_watches to 524,288');
    expect(sentence).not.toMatch(/null|from|NaN/);
  });

  it('says what else helps where no command is known', () => {
    const { sentence, command } = watchProblemWords({ kind: 'limit-reached', detail: 'EMFILE', limit: null });
    expect(sentence).toMatch(/EMFILE.*choose polling/);
    expect(command).toBeNull();
  });

  it('says that nothing is lost when a watch failed', () => {
    const { sentence, command } = watchProblemWords({ kind: 'failed', detail: 'EIO' });
    expect(sentence).toMatch(/\(EIO\).*find every file/);
    expect(command).toBeNull();
  });

  it('says it in German too', async () => {
    await setLanguage('de', 'de-DE');
    const { sentence } = watchProblemWords({ kind: 'limit-reached', detail: 'ENOSPC', limit });
    expect(sentence).toContain('von 8.192 auf 524.288');
  });
});

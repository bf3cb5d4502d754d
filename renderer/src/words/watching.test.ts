// Checks how a folder's watch is called, what is said about the cost of looking, and that each trouble comes with what
// helps.
import { beforeEach, describe, expect, it } from 'vitest';
import type { FolderHealth, FolderWatch, WatchLimit } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { lookingPlanWords, lookingWords, watchLabel, watchProblemWords } from './watching';

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

describe('looking again and again', () => {
  it.each<[number, number | null, string]>([
    [30_000, null, 'every 30 seconds'],
    [5_000, 0, 'every 5 seconds; a look takes less than 10 ms'],
    [5_000, 83, 'every 5 seconds; a look takes 80 ms'],
    [90_000, 994, 'every 90 seconds; a look takes 990 ms'],
    [300_000, 995, 'every 5 minutes; a look takes 1.0 seconds'],
    [60_000, 1_234, 'every 60 seconds; a look takes 1.2 seconds'],
    [300_000, 12_345, 'every 5 minutes; a look takes 12 seconds'],
  ])('every %d ms for %s ms is said as people say it', (everyMs, tookMs, facts) => {
    expect(lookingWords({ everyMs, tookMs })).toEqual({ facts, advice: null });
  });

  it.each([
    [5_000, 500, null],
    [5_000, 501, '9% of the time'],
    [5_000, 683, '12% of the time'],
    [5_000, 5_000, '50% of the time'],
  ])('every %d ms for %d ms is advised on from a tenth of the interval', (everyMs, tookMs, share) => {
    const advice =
      share === null
        ? null
        : `Looking at this folder takes ${share}. Choose a longer interval, or watch a smaller folder.`;
    expect(lookingWords({ everyMs, tookMs }).advice).toBe(advice);
  });

  it('advises no longer interval where that would change nothing', () => {
    const { advice } = lookingWords({ everyMs: 300_000, tookMs: 60_000 });
    expect(advice).toBe('Looking at this folder takes 17% of the time. Watch a smaller folder.');
  });

  it('says in the form what the interval would cost', () => {
    const sentence = (share: string) =>
      `A look at this folder takes 680 ms. With this interval, looking takes ${share} of the time.`;
    expect(lookingPlanWords(5, 683)).toEqual({
      ...{ sentence: `${sentence('12%')} Choose a longer interval, or watch a smaller folder.`, isTooMuch: true },
    });
    expect(lookingPlanWords(30, 683)).toEqual({ sentence: sentence('2%'), isTooMuch: false });
    expect(lookingPlanWords(120, 683)).toEqual({ sentence: sentence('less than 1%'), isTooMuch: false });
  });

  it('counts with the regular scan in the form, which no interval makes rarer', () => {
    expect(lookingPlanWords(3_600, 60_000)).toEqual(lookingPlanWords(300, 60_000));
  });

  it('says it in German too', async () => {
    await setLanguage('de', 'de-DE');
    expect(lookingWords({ everyMs: 5_000, tookMs: 1_234 })).toEqual({
      facts: 'alle 5 Sekunden, jeweils 1,2 Sekunden lang',
      advice:
        'Das Nachsehen in diesem Ordner braucht 20\u00a0% der Zeit. Wählen Sie einen größeren Abstand, oder überwachen Sie einen kleineren Ordner.',
    });
  });
});

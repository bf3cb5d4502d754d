// Notifications: deliveries in groups, problems one by one and once, nothing in the quiet hours.
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NotificationPreferences } from '../../preload/contract';
import { manualClock } from '../engine/testing/manual-clock';
import { createDeliveryGroups } from './delivery-groups';
import type { Notice } from './notice';
import { createProblemNotices } from './problem-notices';
import { quietUntil } from './quiet-hours';

const minute = 60_000;
const at = (hours: number, minutes = 0) => new Date(2026, 10, 23, hours, minutes).getTime();
const never = () => null;

function ending(): AbortSignal {
  const controller = new AbortController();
  onTestFinished(() => {
    controller.abort();
  });
  return controller.signal;
}

/** Moves the clock and lets everything that woke up go on. */
async function pass(clock: ReturnType<typeof manualClock>, byMs: number): Promise<void> {
  clock.move(byMs);
  for (let i = 0; i < 5; i += 1) await turn();
}

describe('quiet hours', () => {
  const night = { quietFrom: '18:00', quietTo: '07:30' };
  it.each([
    [night, at(17, 59), null],
    [night, at(18), new Date(2026, 10, 24, 7, 30).getTime()],
    [night, at(3), at(7, 30)],
    [night, at(7, 30), null],
    [{ quietFrom: '12:00', quietTo: '13:00' }, at(12, 30), at(13)],
    [{ quietFrom: '12:00', quietTo: '13:00' }, at(13), null],
    [{ quietFrom: null, quietTo: null }, at(3), null],
  ] as const)('%j at %d end at %s', (hours, now, end) => {
    expect(quietUntil(hours, now)).toBe(end);
  });
});

describe('deliveries', () => {
  function groups(quiet: (now: number) => number | null = never) {
    const clock = manualClock(at(10));
    const shown: [number, number][] = [];
    const signal = ending();
    const show = (documents: number, batches: number) => void shown.push([documents, batches]);
    return { clock, shown, group: createDeliveryGroups({ clock, quietUntil: quiet, show, signal }) };
  }

  it('are told together after a minute without another', async () => {
    const { clock, shown, group } = groups();
    group.note(5);
    await pass(clock, 50_000);
    group.note(4);
    group.note(3);
    await pass(clock, 50_000);
    expect(shown).toEqual([]);
    await pass(clock, 10_000);
    expect(shown).toEqual([[12, 3]]);
    group.note(1);
    await pass(clock, minute);
    expect(shown).toEqual([
      [12, 3],
      [1, 1],
    ]);
  });

  it('are told after a quarter of an hour where no minute is quiet', async () => {
    const { clock, shown, group } = groups();
    for (let i = 0; i < 30; i += 1) {
      group.note(1);
      await pass(clock, minute / 2);
    }
    expect(shown).toEqual([[30, 30]]);
  });

  it('of the quiet hours are told when these are over', async () => {
    const { clock, shown, group } = groups((now) => (now < at(12) ? at(12) : null));
    group.note(2);
    await pass(clock, 119 * minute);
    expect(shown).toEqual([]);
    await pass(clock, minute);
    expect(shown).toEqual([[2, 1]]);
  });
});

describe('problems', () => {
  function notices(preferences: Pick<NotificationPreferences, 'quietFrom' | 'quietTo'>) {
    const clock = manualClock(at(10));
    const shown: string[] = [];
    const a = (title: string): Notice => ({ text: { title, body: '' }, destination: { to: 'attention' } });
    const problems = createProblemNotices({
      clock,
      quietUntil: (now) => quietUntil(preferences, now),
      show: ({ text }) => void shown.push(text.title),
      several: (count, why) => a(`${count} ${why}`),
      onBug: (error) => {
        throw error;
      },
      signal: ending(),
    });
    const raise = (key: string, options = {}) => {
      problems.raise(key, () => Promise.resolve(a(key)), options);
    };
    return { clock, shown, problems, raise };
  }
  const always = { quietFrom: null, quietTo: null };

  it('are told at once, each once, and again when they were over', async () => {
    const { clock, shown, problems, raise } = notices(always);
    raise('a');
    raise('b');
    raise('a');
    await pass(clock, 0);
    expect(shown).toEqual(['a', 'b']);
    problems.settle('a');
    raise('a');
    await pass(clock, 0);
    expect(shown).toEqual(['a', 'b', 'a']);
  });

  it('that pass by themselves are not told', async () => {
    const { clock, shown, problems, raise } = notices(always);
    raise('share', { delayMs: minute });
    await pass(clock, minute / 2);
    problems.settle('share');
    raise('share', { delayMs: minute });
    await pass(clock, minute / 2);
    expect(shown).toEqual([]);
    await pass(clock, minute / 2);
    expect(shown).toEqual(['share']);
  });

  it('that are none any more when they are told are left out', async () => {
    const { clock, shown, problems } = notices(always);
    problems.raise('gone', () => Promise.resolve(null));
    await pass(clock, 0);
    expect(shown).toEqual([]);
  });

  it('beyond five in a minute are told as a number', async () => {
    const { clock, shown, problems, raise } = notices(always);
    for (let i = 0; i < 40; i += 1) raise(`p${i}`);
    await pass(clock, 0);
    expect(shown).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
    problems.settle('p39');
    raise('late');
    await pass(clock, minute);
    expect(shown.slice(5)).toEqual(['35 many']);
    raise('next');
    await pass(clock, 0);
    expect(shown.at(-1)).toBe('next');
  });

  it('of the quiet hours are told as one when these are over', async () => {
    const { clock, shown, problems, raise } = notices({ quietFrom: '09:00', quietTo: '12:00' });
    raise('a');
    raise('b');
    raise('c');
    problems.settle('b');
    await pass(clock, 119 * minute);
    expect(shown).toEqual([]);
    await pass(clock, minute);
    expect(shown).toEqual(['2 quiet']);
  });

  it('of the quiet hours are told themselves when one is left', async () => {
    const { clock, shown, raise } = notices({ quietFrom: '09:00', quietTo: '12:00' });
    raise('a');
    await pass(clock, 120 * minute);
    expect(shown).toEqual(['a']);
  });
});

// Why a batch rests, how fast one goes, when a pause ends.
import { describe, expect, it } from 'vitest';
import type { SendingRest } from '../../../preload/contract';
import { pauseEnd, pauseSentence, restSentence, speedWords } from './sending';

const now = new Date(2026, 4, 4, 18, 30).getTime();
const inAnHour = now + 3_600_000;

describe('a batch that rests', () => {
  it.each<[SendingRest, string]>([
    [{ because: 'pause', scope: 'all', until: null }, 'Sending is paused.'],
    [
      { because: 'pause', scope: 'folder', until: inAnHour },
      'Sending from this folder is paused. It goes on in 1 hour.',
    ],
    [{ because: 'timetable', until: inAnHour }, 'The timetable allows no sending at this hour. It goes on in 1 hour.'],
    [
      { because: 'credential-rest', until: inAnHour, asked: true },
      'The server asked for a break. It goes on in 1 hour.',
    ],
    [{ because: 'set', batchId: 7 }, 'It waits until batch 7 has created its set.'],
    [{ because: 'set', batchId: null }, 'It waits for its set.'],
  ])('%j: %s', (rest, sentence) => {
    expect(restSentence(rest, now)).toBe(sentence);
  });
});

describe('a pause', () => {
  it('says what it is about and when it ends', () => {
    const about = { scope: 'credential', id: 'c', name: 'Acme', since: now } as const;
    expect(pauseSentence({ ...about, until: null }, now)).toBe(
      'Sending with Acme is paused. It goes on when you resume it.',
    );
    expect(pauseSentence({ ...about, until: inAnHour }, now)).toBe(
      'Sending with Acme is paused. It goes on in 1 hour.',
    );
  });

  it('until tomorrow ends at seven in the morning of the local day', () => {
    expect(pauseEnd('tomorrow', now)).toBe(new Date(2026, 4, 5, 7).getTime());
    expect(pauseEnd('hour', now)).toBe(inAnHour);
    expect(pauseEnd('open', now)).toBeNull();
  });
});

it('says speed and time left once both are known', () => {
  const item = (bytesPerSecond: number | null, secondsLeft: number | null) =>
    speedWords({ bytesPerSecond, secondsLeft } as Parameters<typeof speedWords>[0]);
  expect(item(null, null)).toBeNull();
  expect(item(1_572_864, 200)).toBe('1.5 MB per second, 3 min left');
  expect(item(1_572_864, 0)).toBe('1.5 MB per second');
});

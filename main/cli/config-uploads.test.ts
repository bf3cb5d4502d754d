// The config's limits of sending: what they default to, how a week is written, what a wrong one is told.
import { describe, expect, it } from 'vitest';
import { defaultUploads, hoursOfWeek } from '../engine/upload-limits';
import { parseConfig } from './config-file';

const config = (uploads: unknown): string =>
  JSON.stringify({
    credentials: [{ name: 'acme', baseUrl: 'https://a.example', companyName: 'A', username: 'u', passwordEnv: 'P' }],
    folders: [
      { path: 'in', credential: 'acme', documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
    ],
    ...(uploads === undefined ? {} : { uploads }),
  });

const parse = (uploads: unknown) => parseConfig(config(uploads), { baseDir: '/base', once: false });

function limitsOf(uploads: unknown) {
  const parsed = parse(uploads);
  if (parsed.kind !== 'config') throw new Error(parsed.problems.join(' '));
  return parsed.config.engine.uploads;
}

describe('uploads', () => {
  it('have no limits when nothing is said', () => {
    expect(limitsOf(undefined)).toEqual(defaultUploads);
  });

  it('take each limit by itself', () => {
    expect(limitsOf({ bytesPerSecond: 500_000 })).toEqual({ ...defaultUploads, bytesPerSecond: 500_000 });
    expect(limitsOf({ places: 8, placesPerCredential: 8, pauseOnMetered: true })).toMatchObject({
      ...{ places: 8, placesPerCredential: 8, pauseOnMetered: true },
    });
  });

  it('take a week as seven days of 24 letters, Monday first', () => {
    const working = '-------lllllllllll------';
    const { timetable } = limitsOf({ timetable: [...Array<string>(5).fill(working), 'f'.repeat(24), '-'.repeat(24)] });
    expect(timetable).toHaveLength(hoursOfWeek);
    expect(timetable?.slice(6, 8)).toEqual(['closed', 'limited']);
    expect(timetable?.slice(5 * 24, 5 * 24 + 1)).toEqual(['full']);
    expect(timetable?.at(-1)).toBe('closed');
  });

  it.each([
    [{ places: 9 }, 'uploads.places'],
    [{ bytesPerSecond: 10 }, 'uploads.bytesPerSecond'],
    [{ timetable: ['f'.repeat(24)] }, 'uploads.timetable: expected seven days'],
    [{ timetable: Array<string>(7).fill('x'.repeat(24)) }, 'uploads.timetable[0]: expected 24 letters'],
    [{ speed: 5 }, 'uploads'],
  ])('say what is wrong with %j', (uploads, sentence) => {
    const parsed = parse(uploads);
    expect(parsed.kind === 'problems' ? parsed.problems.join('\n') : '').toContain(sentence);
  });
});

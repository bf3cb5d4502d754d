// Checks that the list has every row once, whatever comes while it is read.
import { describe, expect, it } from 'vitest';
import type { ActivityItem } from '../../../preload/contract';
import { activityKinds } from '../../../preload/contract';
import { activityGroups } from './activity-groups';
import { isNewDay, relativeDay } from './days';
import { locationOfActivity } from './location-of-activity';
import { newerThan, withNewer, withOlder, type ShownActivity } from './merge';

const page = (from: number, to: number, before: number | null = to) => ({
  items: Array.from({ length: from - to + 1 }, (_, at) => ({ id: from - at }) as ActivityItem),
  before,
});
const ids = ({ items }: { readonly items: readonly ActivityItem[] }) => items.map(({ id }) => id);

describe('what the list shows', () => {
  it('gets new rows on top and older ones below, each once', () => {
    const shown = withNewer(withOlder(page(20, 11), page(11, 1, null)), page(23, 14));
    expect(ids(shown)).toEqual(Array.from({ length: 23 }, (_, at) => 23 - at));
    expect(shown.before).toBeNull();
    expect(ids({ items: newerThan(page(20, 11), page(23, 14)) })).toEqual([23, 22, 21]);
  });

  it('stays the same object when nothing is new', () => {
    const shown = page(20, 11);
    expect(withNewer(shown, page(20, 11))).toBe(shown);
  });

  it('begins anew rather than leave a gap', () => {
    expect(withNewer(page(20, 11), page(40, 31))).toEqual(page(40, 31));
  });

  it('keeps a thousand rows however long it is open, and goes on below where it was cut', () => {
    let shown: ShownActivity = page(100, 1, null);
    for (let top = 150; top <= 10_000; top += 50) shown = withNewer(shown, page(top, top - 99));
    expect(ids(shown)).toEqual(Array.from({ length: 1_000 }, (_, at) => 10_000 - at));
    const cutAt = shown.before ?? 0;
    expect(ids(withOlder(shown, page(cutAt - 1, cutAt - 100)))).toEqual(
      Array.from({ length: 1_100 }, (_, at) => 10_000 - at),
    );
  });

  it('leaves no gap after an empty list, nor when the newest page is all there is', () => {
    expect(ids(withNewer({ items: [], before: null }, page(3, 1, null)))).toEqual([3, 2, 1]);
    expect(ids(withNewer(page(2, 1, null), page(9, 8, null)))).toEqual([9, 8, 2, 1]);
  });
});

describe('the groups of kinds', () => {
  it('have every kind, none twice in one group', () => {
    const all = Object.values(activityGroups).flat();
    expect([...new Set(all)].sort()).toEqual([...activityKinds].sort());
    for (const kinds of Object.values(activityGroups)) expect(new Set(kinds).size).toBe(kinds.length);
  });
});

describe('days', () => {
  const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

  it('begin at midnight, wherever the clock was', () => {
    expect(isNewDay(undefined, at(23, 9))).toBe(true);
    expect(isNewDay(at(23, 0), at(22, 23, 59))).toBe(true);
    expect(isNewDay(at(23, 23), at(23, 0))).toBe(false);
    expect(isNewDay(at(22, 1), at(23, 1))).toBe(true);
  });

  it('are called today and yesterday', () => {
    expect(relativeDay(at(23, 0), at(23, 23))).toBe('today');
    expect(relativeDay(at(22, 23, 59), at(23, 0))).toBe('yesterday');
    expect(relativeDay(at(21, 23, 59), at(23, 0))).toBeNull();
    expect(relativeDay(at(24, 1), at(23, 0))).toBeNull();
  });
});

describe('where a line leads', () => {
  const none = { batchId: null, folderId: null, credentialId: null };
  const known = new Set(['f1', 'c1']);

  it.each([
    [
      { ...none, kind: 'batch-sealed', batchId: 7, folderId: 'f1', credentialId: 'c1' },
      { page: 'batch', id: 7 },
    ],
    [
      { ...none, kind: 'folder-offline', folderId: 'f1' },
      { page: 'folder-form', id: 'f1' },
    ],
    [{ ...none, kind: 'folder-offline', folderId: 'gone' }, null],
    [{ ...none, kind: 'document-set-aside', folderId: 'drop-1' }, { page: 'attention' }],
    [
      { ...none, kind: 'credential-paused', credentialId: 'c1' },
      { page: 'credential-form', id: 'c1' },
    ],
    [{ ...none, kind: 'credential-paused', credentialId: 'gone' }, null],
    [{ ...none, kind: 'sending-rests' }, { page: 'settings' }],
    [{ ...none, kind: 'sending-paused' }, { page: 'queue' }],
  ] as const)('%o', (about, to) => {
    expect(locationOfActivity(about, known)).toEqual(to);
  });
});

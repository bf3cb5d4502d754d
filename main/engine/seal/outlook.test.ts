// Tests of what is known about a folder without asking the ledger: never too late, and rarely too early.
import { describe, expect, it } from 'vitest';
import type { DocumentId, SetPolicy, WatchedFolder } from '../model';
import { planBatches, type ReadyDocument } from './batching';
import { outlookAfter, type Outlook } from './outlook';

const now = 1_000_000;
const rule = { quietMs: 500, maxDocuments: 4, maxBytes: 1_000 };

function aReady(relativePath: string, overrides: Partial<ReadyDocument> = {}): ReadyDocument {
  return { id: 1 as DocumentId, relativePath, sizeBytes: 10, readyAt: now, ...overrides };
}

function outlook(
  ready: readonly ReadyDocument[],
  set: SetPolicy = { policy: 'none' },
  limit: number | null = null,
): Outlook {
  const folder = { batch: rule, set } as WatchedFolder;
  return outlookAfter(planBatches(ready, rule, set, now, limit), folder, limit);
}

describe('an outlook', () => {
  it('expects nothing where nothing waits', () => {
    expect(outlook([]).dueAt(now)).toBeNull();
  });

  it('knows when what waits is due', () => {
    expect(outlook([aReady('a.pdf'), aReady('b.pdf')]).dueAt(now)).toBe(now + 500);
  });

  it('moves the time with each document that comes', () => {
    const known = outlook([aReady('a.pdf')]);
    known.add(aReady('b.pdf', { readyAt: now + 300 }), now + 300);
    expect(known.dueAt(now + 300)).toBe(now + 800);
  });

  it('keeps the time of another set', () => {
    const known = outlook([aReady('north/a.pdf')], { policy: 'new-per-subfolder', name: '{subfolder}' });
    known.add(aReady('south/b.pdf', { readyAt: now + 300 }), now + 300);
    expect(known.dueAt(now + 300)).toBe(now + 500);
  });

  it.each([
    ['documents', { sizeBytes: 10 }, 3, null],
    ['bytes', { sizeBytes: 990 }, 1, null],
    ['bytes in the zip', { sizeBytes: 100 }, 1, 300],
  ] as const)('says "now" when a batch is full by its %s', (_what, document, count, limit) => {
    const known = outlook([aReady('a.pdf')], { policy: 'none' }, limit);
    for (let index = 0; index < count; index += 1) known.add(aReady(`${index}.pdf`, document), now);
    expect(known.dueAt(now)).toBe(now);
  });

  it('says "now" when the clock was set back', () => {
    expect(outlook([aReady('a.pdf')]).dueAt(now - 86_400_000)).toBe(now - 86_400_000);
  });
});

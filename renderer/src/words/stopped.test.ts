// Checks that every reason to stop says what is wrong and what helps.
import { describe, expect, it } from 'vitest';
import { keptAsideSentence, stoppedWords } from './stopped';

describe('stoppedWords', () => {
  it('has a reason and a way out for each, no two alike', () => {
    const all = Object.values(stoppedWords);
    for (const { reason, help } of all) for (const words of [reason, help]) expect(words).toMatch(/^[A-Z].{15,}\.$/);
    expect(new Set(all.map(({ reason }) => reason)).size).toBe(all.length);
  });
});

describe('keptAsideSentence', () => {
  it('says where the damaged file is and what is lost with it', () => {
    expect(keptAsideSentence({ what: 'ledger', path: '/d/ledger.bad' })).toMatch(/\/d\/ledger\.bad.*was delivered/);
    expect(keptAsideSentence({ what: 'settings', path: '/d/s.bad' })).toMatch(/\/d\/s\.bad.*set up again/);
  });
});

// Long work gives others their turn.
import { expect, it } from 'vitest';
import { breather } from './breather';

it('gives everybody else a turn once the work has gone on for long', async () => {
  let turned = false;
  const breathe = breather();
  setImmediate(() => (turned = true));
  const startedAt = performance.now();
  while (performance.now() - startedAt < 12) {
    // Work.
  }
  await breathe();
  expect(turned).toBe(true);
});

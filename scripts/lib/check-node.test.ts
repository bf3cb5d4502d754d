// Which versions of Node.js the scripts accept.
import { describe, expect, it } from 'vitest';
import { nodeProblem } from './check-node.mjs';

describe('nodeProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('accepts %s', (version) => {
    expect(nodeProblem(version)).toBeNull();
  });

  it.each(['18.20.4', '20.9.0', '20.18.9', '8.0.0'])('says what to do about %s', (version) => {
    expect(nodeProblem(version)).toContain(`this is ${version}: install a newer one`);
  });
});

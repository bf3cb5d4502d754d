// Checks the sentences of problems.
import { describe, expect, it } from 'vitest';
import { problemSentence } from './problems';

describe('problemSentence', () => {
  it('says what is wrong', () => {
    expect(problemSentence({ code: 'insurances-b2c-only', field: 'invoiceType' })).toBe('Insurances can only be B2C.');
  });

  it('adds the own words of whoever refused', () => {
    expect(problemSentence({ code: 'failed', detail: 'EACCES' })).toBe('That did not work. (EACCES)');
    expect(problemSentence({ code: 'failed', detail: '' })).toBe('That did not work.');
  });
});

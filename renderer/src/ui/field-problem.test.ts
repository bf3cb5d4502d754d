// Checks where a problem of a save is shown.
import { describe, expect, it } from 'vitest';
import { fieldProblem } from './field-problem';

describe('fieldProblem', () => {
  it('puts it beside its field', () => {
    expect(fieldProblem({ code: 'in-use', field: 'name' }, { name: '' })).toHaveProperty('name');
  });

  it.each([{ code: 'failed' }, { code: 'failed', field: 'shoe' }, { code: 'failed', field: 'toString' }] as const)(
    'gives none when the form has no such field: %o',
    (problem) => {
      expect(fieldProblem(problem, { name: '' })).toBeNull();
    },
  );
});

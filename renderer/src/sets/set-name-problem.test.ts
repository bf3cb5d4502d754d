// Checks which new names of a set are refused while they are typed.
import { expect, it } from 'vitest';
import { setNameProblem } from './set-name-problem';

it.each([
  ['June', 'May', null],
  ['June', null, null],
  ['May', 'May', 'This is the set’s name already.'],
  ['x'.repeat(200), 'May', null],
  ['x'.repeat(201), 'May', 'At most 200 characters.'],
])('%.10s in place of %s', (name, current, problem) => {
  expect(setNameProblem(name, current)).toBe(problem);
});

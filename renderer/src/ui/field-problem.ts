// Puts a problem of a save beside the field that caused it.
import type { Problem } from '../../../preload/contract';
import { problemSentence } from '../words/problems';

/** The form's errors, or null when the problem belongs to none of its fields. */
export function fieldProblem(problem: Problem, values: object): Record<string, string> | null {
  const { field } = problem;
  return field !== undefined && Object.hasOwn(values, field) ? { [field]: problemSentence(problem) } : null;
}

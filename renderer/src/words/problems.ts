// A call that could not be done, as a sentence: what is wrong and what helps.
import type { Problem, ProblemCode } from '../../../preload/contract';

const sentences: Record<ProblemCode, string> = {
  'invalid-request': 'Batchdrop did not understand the request. This is a mistake in the program.',
  required: 'Please fill this in.',
  'invalid-url': 'This is not a web address. Expected something like https://staging.klearstackapp.com.',
  'plain-http': 'This address is not encrypted. Use https://, or accept the risk.',
  'name-taken': 'Another credential already has this name.',
  'not-found': 'It no longer exists. It may have been removed meanwhile.',
  'in-use': 'Watched folders still use this credential. Give them another one, or remove them first.',
  'folder-missing': 'There is no such folder.',
  'folder-unreadable': 'Batchdrop may not read this folder. Check its permissions.',
  'folder-overlaps':
    'Another watched folder contains this folder, or lies inside it. Documents would be delivered twice.',
  'folder-reserved': 'Batchdrop keeps its own files here. Choose another folder.',
  'insurances-b2c-only': 'Insurances can only be B2C.',
  'out-of-range': 'This number is too small or too large.',
  'invalid-template': 'Use only {folder}, {subfolder}, {date}, {time} and {number} in braces, at most 100 characters.',
  'no-secret': 'No password or token is saved or entered.',
  'keyring-missing': 'This computer has no keyring that could keep the password safe.',
  'wrong-state': 'It moved on meanwhile. Have another look at its state.',
  failed: 'That did not work.',
};

/** The sentence, followed by the server's or system's own words if there are any. */
export function problemSentence({ code, detail }: Problem): string {
  const sentence = sentences[code];
  return detail === undefined || detail === '' ? sentence : `${sentence} (${detail})`;
}

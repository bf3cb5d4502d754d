// What is wrong after a rehearsal, in English for the command line; the window has its own words for the same kinds.
import type { RehearsalFate, RehearsalProblem } from '../../preload/contract';

/** One sentence. */
export function problemSentence(problem: RehearsalProblem): string {
  switch (problem.kind) {
    case 'delivered-often':
      return `"${problem.file}" was delivered ${problem.times} times.`;
    case 'never-arrived':
      return `"${problem.file}" counts as delivered, but never arrived.`;
    case 'original-gone':
      return `"${problem.file}" was not delivered, but its original is gone.`;
    case 'unexplained':
      return `"${problem.file}" is not delivered, and nothing on screen says why.`;
    case 'arrived-all-the-same':
      return `"${problem.file}" arrived, but counts as ${endName(problem)}.`;
    case 'wrong-end':
      return `"${problem.file}" should not end as ${endName(problem)}.`;
    case 'missing-end':
      return `No document ended as ${endName(problem)}.`;
    case 'on-screen-for-nothing':
      return `On screen for no document: ${`${problem.what} ${problem.reason}`.trimEnd()}.`;
    case 'other-content':
      return `The server holds ${problem.count} documents with another content than was sent.`;
    case 'token-fetched':
      return `The token was fetched ${problem.count} times; once at first and once anew was enough.`;
    case 'refused-password':
      return `The server was asked ${problem.count} times with a refused password.`;
    case 'no-end':
      return 'The deliveries came to no end in time.';
    case 'does-not-add-up':
      return 'The documents of the folder do not add up.';
    case 'not-rehearsed':
      return 'What was to be rehearsed did not come to pass.';
    case 'not-waited':
      return 'The server asked to wait for a second, and was not waited for.';
    case 'sent-again-by-setting':
      return 'The credential says that a batch in doubt is sent again; choose "ask" to be asked first.';
    case 'wrong-set-aside':
      return 'Not the one document alone that the server fails on was set aside.';
    case 'delivered-all-the-same':
      return 'Something was delivered all the same.';
    case 'redirect-followed':
      return 'The redirect was followed: the password went to another server.';
    case 'certificate-trusted':
      return 'The server was trusted although its certificate is not.';
  }
}

function endName({ fate, reason }: { readonly fate: RehearsalFate; readonly reason: string }): string {
  return reason === '' ? fate : `${fate}/${reason}`;
}

// Compares what a tool found with what was answered: test/security/answered-findings.json has the reason of each.

/**
 * @typedef {import('./electronegativity.mjs').Finding} Finding
 * @typedef {Finding & { readonly reason: string }} Answer
 */

/**
 * The findings that nobody answered, and the answers to what is not found any more.
 * @param {readonly Finding[]} findings
 * @param {readonly Answer[]} answers
 * @returns {{ unanswered: Finding[], stale: Answer[] }}
 */
export function compareFindings(findings, answers) {
  const answered = new Map(answers.map((answer) => [keyOf(answer), answer]));
  const found = new Set(findings.map(keyOf));
  return {
    unanswered: findings.filter((finding) => (answered.get(keyOf(finding))?.reason ?? '').trim() === ''),
    stale: answers.filter((answer) => !found.has(keyOf(answer))),
  };
}

/** @param {Finding} finding */
function keyOf({ check, file, code }) {
  return JSON.stringify([check, file, code]);
}

// Stops with one sentence on a Node.js that is too old. Every script imports this first, before anything newer is used.

/**
 * What is wrong with this version of Node.js; null when it is new enough. 20.19 is the first that electron-vite takes.
 * @param {string} version as in `process.versions.node`
 * @returns {string | null}
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return `Batchdrop needs Node.js 20.19 or later, and this is ${version}: install a newer one and run the command again.`;
}

const problem = nodeProblem(process.versions.node);
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}

// A display for the window: the machine's own, or on a Linux machine without one a virtual one.

/** As large as the pictures in the README: a window of the usual size fits with its frame. */
const virtualScreen = '-screen 0 1440x900x24';

/**
 * Whether windows can be seen here.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @returns {boolean}
 */
export function hasDisplay(env, platform = process.platform) {
  return platform !== 'linux' || (env['DISPLAY'] ?? '') !== '';
}

/**
 * The command that runs a program with a display: the program itself, or the program under Xvfb.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {boolean} display whether there is one
 * @returns {{ command: string, args: readonly string[] }}
 */
export function withDisplay(command, args, display) {
  if (display) return { command, args };
  return { command: 'xvfb-run', args: ['-a', '-s', virtualScreen, command, ...args] };
}

/**
 * Chromium's sandbox refuses to work for root, and only then it is given up.
 * @param {number | undefined} userId as `process.getuid` answers; undefined where there is none
 * @returns {string[]}
 */
export function sandboxArguments(userId = process.getuid?.()) {
  return userId === 0 ? ['--no-sandbox'] : [];
}

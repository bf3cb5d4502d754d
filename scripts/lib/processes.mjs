// Starts other programs: with this terminal, or quietly with their output as the answer.
import { spawn } from 'node:child_process';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; this process's own unless given
 * @property {number} [timeoutMs] ends the program, and with it the run, after this long
 * @property {(line: string) => boolean} [keepStderrLine] which lines of stderr a person should see; all unless given
 */

/**
 * Runs a program to its end with this terminal's output and without its input. A signal to this process goes to the
 * program's whole group: `xvfb-run` does not pass one on to what it started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} the exit code, 128 and more for a program that a signal ended, 127 for one that is missing
 */
export function run(command, args, { cwd, env, timeoutMs, keepStderrLine } = {}) {
  return new Promise((resolve) => {
    const ownGroup = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'inherit', keepStderrLine === undefined ? 'inherit' : 'pipe'],
      detached: ownGroup,
    });
    /** @param {NodeJS.Signals} signal */
    const end = (signal) => {
      if (child.pid === undefined || child.exitCode !== null) return;
      if (ownGroup) process.kill(-child.pid, signal);
      else child.kill(signal);
    };
    const timer = timeoutMs === undefined ? null : setTimeout(() => end('SIGTERM'), timeoutMs);
    process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
    if (child.stderr !== null && keepStderrLine !== undefined) passLines(child.stderr, keepStderrLine);

    /** @param {number} code */
    const finish = (code) => {
      if (timer !== null) clearTimeout(timer);
      process.off('SIGINT', end).off('SIGTERM', end).off('SIGHUP', end);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 128));
  });
}

/**
 * Runs a program without this terminal and answers with what it wrote.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code 127 when the program is missing
 */
export function capture(command, args, { cwd, env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
    child.once('error', () => resolve({ code: 127, stdout, stderr }));
    child.once('close', (code) => resolve({ code: code ?? 128, stdout, stderr }));
  });
}

/**
 * npm as a program and its first arguments: the very npm that runs this script, if one does.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand(env) {
  const script = env['npm_execpath'];
  if (script !== undefined && /[cm]?js$/.test(script)) return { command: process.execPath, args: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/**
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => boolean} keep
 */
function passLines(stream, keep) {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (keep(line)) console.error(line);
  });
  stream.on('end', () => {
    if (rest !== '' && keep(rest)) console.error(rest);
  });
}

// What Chromium writes to stderr on a machine without desktop services, and what means nothing there.

const harmless = [
  /:ERROR:bus\.cc\(/,
  /:ERROR:object_proxy\.cc\(/,
  /:ERROR:viz_main_impl\.cc\(.*Exiting GPU process/,
  /:ERROR:gpu_process_host\.cc\(/,
  /:ERROR:command_buffer_proxy_impl\.cc\(/,
  /:WARNING:/,
];

/**
 * Whether a line of the program's stderr is worth a person's attention.
 * @param {string} line
 * @returns {boolean}
 */
export function isWorthReading(line) {
  return line.trim() !== '' && !harmless.some((pattern) => pattern.test(line));
}

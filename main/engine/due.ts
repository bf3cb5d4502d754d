// Times to come, on a computer whose clock may be set back.

/**
 * Whether what was planned for `at` is due: its time has come, or it lies further ahead than anything is ever planned. The
 * clock was set back then, and waiting for that time could take years. All in milliseconds.
 */
export function isDue(at: number, now: number, longestWaitMs: number): boolean {
  return at <= now || at > now + longestWaitMs;
}

// How fast a line is taken to be before anything went over it.
import { isLoopback } from '../loopback';
import type { Uplink } from './compression';

// 40 Mbit/s: what offices get upwards more often than not; 1 Gbit/s: a local network.
const officeBytesPerSecond = 5e6;
const localBytesPerSecond = 125e6;

/** By where the server is: on this machine, in the same building (RFC 1918, RFC 4193), or anywhere. */
export function assumedUplink(baseUrl: string): Uplink {
  if (!URL.canParse(baseUrl)) return { bytesPerSecond: officeBytesPerSecond };
  const { hostname } = new URL(baseUrl);
  if (isLoopback(hostname)) return { bytesPerSecond: Infinity };
  return { bytesPerSecond: isPrivate(hostname) ? localBytesPerSecond : officeBytesPerSecond };
}

function isPrivate(hostname: string): boolean {
  return (
    /^10(\.\d+){3}$/.test(hostname) ||
    /^192\.168(\.\d+){2}$/.test(hostname) ||
    /^172\.(1[6-9]|2\d|3[01])(\.\d+){2}$/.test(hostname) ||
    /^\[f[cd][\da-f]{2}:/.test(hostname)
  );
}

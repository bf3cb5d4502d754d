// Whether a host is this machine itself: the one place where plain HTTP is fine and no proxy is asked.

/** Whether a host name as `URL` writes it is this machine's own: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

// What the window's page may do, as its content security policy says; kept apart from Electron so that it can be tested.

// Theme variables go in as a constructed style sheet and styles of elements through the object model, so that nothing
// inline is needed. The development server sends its own page, without this policy.
/** Sent with every file of the page. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Pictures of PDF pages are drawn by the page itself.
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

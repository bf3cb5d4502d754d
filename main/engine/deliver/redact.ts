// Takes secrets out of text that is shown or kept, however the sender spelled them.

const mask = '•••';

/** Replaces every occurrence of each secret: as it is, and as JSON, HTML and addresses write it. */
export function redact(text: string, secrets: readonly string[]): string {
  const spellings = new Set(secrets.filter((secret) => secret !== '').flatMap(spellingsOf));
  // The longest first: of two secrets, one may begin like the other.
  return [...spellings].sort((a, b) => b.length - a.length).reduce((clean, one) => clean.replaceAll(one, mask), text);
}

function spellingsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  // Many servers write JSON in ASCII only.
  const asciiJson = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const quotedJson = JSON.stringify(json).slice(1, -1);
  const form = new URLSearchParams({ secret }).toString().slice('secret='.length);
  const percent = form.replaceAll('+', '%20');
  const component = percent.replace(/%(?:21|27|28|29|7E)/g, (code) => decodeURIComponent(code));
  const encoded = [form, percent, component];
  return [
    ...[secret, json, asciiJson, quotedJson, json.replaceAll('/', '\\/')],
    ...[...encoded, ...encoded.map(lowerHex)],
    ...[htmlOf(secret, '&quot;', '&#x27;'), htmlOf(secret, '&#34;', '&#39;'), htmlOf(secret, '&quot;', '&#39;')],
    ...[htmlOf(secret, '&quot;', "'"), htmlOf(secret, '"', "'")],
  ];
}

function lowerHex(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

function htmlOf(secret: string, quote: string, apostrophe: string): string {
  return secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe);
}

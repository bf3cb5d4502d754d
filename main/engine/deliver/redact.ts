// Takes secrets out of text that is shown or kept, however the sender spelled them.

const mask = '•••';

/** Replaces every occurrence of each secret: as it is, as JSON, HTML and addresses write it, in base64 and in hex. */
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
    ...bytesOf(secret),
  ];
}

// Less could be a part of any other text.
const fewestCharacters = 6;

/** How the bytes of a secret stand in hex and, alone or with anything around them, in base64. */
function bytesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  // Three bytes make four characters: what comes before moves the secret by one or two, and shares its first character.
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    const shared = (before + bytes.length) % 3 === 0 ? 0 : 1;
    return text.slice(before === 0 ? 0 : before + 1, text.length - shared);
  });
  const whole = bytes.toString('base64url');
  const standard = [whole, ...base64].map((text) => text.replaceAll('-', '+').replaceAll('_', '/'));
  const spelled = [
    hex,
    hex.toUpperCase(),
    whole,
    ...base64,
    ...standard,
    ...standard.map((text) => text.replaceAll('/', '\\/')),
  ];
  return spelled.filter((text) => text.length >= fewestCharacters);
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

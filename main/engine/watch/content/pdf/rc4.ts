// The RC4 cipher, which old PDFs are encrypted with and which Electron's crypto library does not have.

/** `bytes` encrypted, or decrypted, with `key`. */
export function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    const kept = at(state, a);
    state[a] = at(state, b);
    state[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + at(state, i) + at(key, i % key.length)) & 0xff;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(bytes).map((byte) => {
    i = (i + 1) & 0xff;
    j = (j + at(state, i)) & 0xff;
    swap(i, j);
    return byte ^ at(state, (at(state, i) + at(state, j)) & 0xff);
  }) as Buffer;
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

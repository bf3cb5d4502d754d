// As much of D-Bus's wire format as one question to the session bus takes (D-Bus Specification 0.43, Message Format).

/** What kind of message: only these two are written here, the others are read. */
export const messageTypes = { call: 1, reply: 2, error: 3, signal: 4 } as const;

export interface OutgoingMessage {
  readonly type: 1 | 2;
  readonly serial: number;
  readonly destination: string;
  /** For a call. */
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  /** For a reply. */
  readonly replySerial?: number;
  readonly body?: { readonly signature: string; readonly bytes: Buffer };
}

export interface IncomingMessage {
  readonly type: number;
  readonly serial: number;
  /** Header fields by their code: 1 path, 2 interface, 3 member, 5 reply serial, 7 sender, 8 signature. */
  readonly fields: ReadonlyMap<number, string | number>;
  readonly body: Buffer;
  readonly isLittleEndian: boolean;
}

// The bus must not start a program only because somebody asks for it.
const noAutoStart = 0x2;

/** The message's bytes, little-endian. */
export function encodeMessage(message: OutgoingMessage): Buffer {
  const body = message.body?.bytes ?? Buffer.alloc(0);
  const fields = [
    ...textField(1, 'o', message.path),
    ...textField(2, 's', message.interface),
    ...textField(3, 's', message.member),
    ...(message.replySerial === undefined ? [] : [Buffer.concat([fieldStart(5, 'u'), number32(message.replySerial)])]),
    ...textField(6, 's', message.destination),
    ...signatureField(message.body?.signature),
    // Each starts at a multiple of 8; behind the last there is no gap.
  ].reduce((bytes, field) => Buffer.concat([padded(bytes, 8), field]), Buffer.alloc(0));
  const start = Buffer.from(['l'.charCodeAt(0), message.type, noAutoStart, 1]);
  const head = Buffer.concat([start, number32(body.length), number32(message.serial), number32(fields.length), fields]);
  return Buffer.concat([padded(head, 8), body]);
}

/** Texts one after the other, as the body of a call with the signature "s", "ss" and so on. */
export function encodeTexts(texts: readonly string[]): Buffer {
  return texts.reduce((bytes, text) => Buffer.concat([padded(bytes, 4), textBytes(text)]), Buffer.alloc(0));
}

export function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** The first whole message and what is behind it; null when it is not all there yet. Throws on what is no message. */
export function decodeMessage(bytes: Buffer): { message: IncomingMessage; rest: Buffer } | null {
  if (bytes.length < 16) return null;
  const isLittleEndian = bytes[0] === 'l'.charCodeAt(0);
  if (!isLittleEndian && bytes[0] !== 'B'.charCodeAt(0)) throw new Error('not a D-Bus message');
  const read = (at: number): number => (isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const fieldsLength = read(12);
  const bodyAt = aligned(16 + fieldsLength, 8);
  const end = bodyAt + read(4);
  if (bytes.length < end) return null;
  const message = {
    ...{ type: bytes[1] ?? 0, serial: read(8), isLittleEndian },
    fields: decodeFields(bytes, 16, 16 + fieldsLength, read),
    body: bytes.subarray(bodyAt, end),
  };
  return { message, rest: bytes.subarray(end) };
}

/** Texts, numbers and signatures are all that a header has. */
function decodeFields(
  bytes: Buffer,
  from: number,
  to: number,
  read: (at: number) => number,
): ReadonlyMap<number, string | number> {
  const fields = new Map<number, string | number>();
  let at = from;
  while (at < to) {
    at = aligned(at, 8);
    const code = bytes[at] ?? 0;
    const type = String.fromCharCode(bytes[at + 2] ?? 0);
    at += 4;
    if (type === 'g') {
      const length = bytes[at] ?? 0;
      fields.set(code, bytes.toString('utf8', at + 1, at + 1 + length));
      at += length + 2;
    } else if (type === 'u') {
      fields.set(code, read(at));
      at += 4;
    } else {
      const length = read(at);
      fields.set(code, bytes.toString('utf8', at + 4, at + 4 + length));
      at += length + 5;
    }
  }
  return fields;
}

function textField(code: number, type: 'o' | 's', value: string | undefined): Buffer[] {
  return value === undefined ? [] : [Buffer.concat([fieldStart(code, type), textBytes(value)])];
}

function signatureField(signature: string | undefined): Buffer[] {
  if (signature === undefined) return [];
  return [Buffer.concat([fieldStart(8, 'g'), Buffer.from([signature.length, ...Buffer.from(signature, 'latin1'), 0])])];
}

/** The code, and the signature of the variant behind it. */
function fieldStart(code: number, type: string): Buffer {
  return Buffer.from([code, 1, type.charCodeAt(0), 0]);
}

function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([number32(bytes.length), bytes, Buffer.alloc(1)]);
}

function padded(bytes: Buffer, to: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length, to) - bytes.length)]);
}

function aligned(at: number, to: number): number {
  return Math.ceil(at / to) * to;
}

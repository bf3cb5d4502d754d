// What a heap snapshot holds: the program's own objects, apart from the code that V8 compiled for it, and which kinds grew.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** How many of one kind there are, and the bytes that they take themselves. */
interface Kind {
  readonly count: number;
  readonly bytes: number;
}

export interface HeapContents {
  /** Objects, arrays, closures, texts, shapes and what Node.js or the browser keeps beside them. */
  readonly objectBytes: number;
  /** What buffers hold, outside the heap: a read in flight is a megabyte. */
  readonly bufferBytes: number;
  /** Bytecode, machine code, what V8 learned about calls, and its lists of the code that relies on a shape. */
  readonly codeBytes: number;
  /** Of the objects and the buffers, by V8's type and the name of the constructor. */
  readonly kinds: ReadonlyMap<string, Kind>;
}

export interface Growth extends Kind {
  readonly kind: string;
}

// V8 tells which fields a node has, and which types there are, in the file itself (HeapProfiler of the DevTools protocol).
const snapshotSchema = z.object({
  snapshot: z.object({
    meta: z.object({ node_fields: z.array(z.string()), node_types: z.tuple([z.array(z.string())]).rest(z.unknown()) }),
  }),
  nodes: z.array(z.number()),
  strings: z.array(z.string()),
});

/** Texts differ in what they say: they count as one kind. */
const textTypes = new Set(['string', 'concatenated string', 'sliced string']);
/**
 * V8 shows them among the hidden objects. Nearly all of their bytes are lists, at object shapes, of the machine code that is
 * to be thrown away when the shape changes: they grow with that code, and a list shrinks only when something is added to it.
 */
const codeLists = 'system / WeakArrayList';
const bufferContent = 'system / JSArrayBufferData';

/** Reads a file that `v8.writeHeapSnapshot` wrote; rejects when it is none. */
export async function readHeapContents(file: string): Promise<HeapContents> {
  const { snapshot, nodes, strings } = snapshotSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const { node_fields: fields, node_types } = snapshot.meta;
  const [typeAt, nameAt, bytesAt] = [fields.indexOf('type'), fields.indexOf('name'), fields.indexOf('self_size')];
  const kinds = new Map<string, { count: number; bytes: number }>();
  let [objectBytes, bufferBytes, codeBytes] = [0, 0, 0];
  for (let at = 0; at < nodes.length; at += fields.length) {
    const type = node_types[0][nodes[at + typeAt] ?? -1] ?? '';
    const name = strings[nodes[at + nameAt] ?? -1] ?? '';
    const bytes = nodes[at + bytesAt] ?? 0;
    if (type === 'code' || name === codeLists) {
      codeBytes += bytes;
      continue;
    }
    if (name === bufferContent) bufferBytes += bytes;
    else objectBytes += bytes;
    const kind = textTypes.has(type) ? 'text' : `${type} ${name}`;
    const known = kinds.get(kind);
    if (known === undefined) {
      kinds.set(kind, { count: 1, bytes });
    } else {
      known.count += 1;
      known.bytes += bytes;
    }
  }
  return { objectBytes, bufferBytes, codeBytes, kinds };
}

/** The kinds that took more bytes later, the most first. */
export function grownKinds(before: HeapContents, after: HeapContents, limit: number): Growth[] {
  return [...after.kinds]
    .map(([kind, { count, bytes }]) => {
      const was = before.kinds.get(kind) ?? { count: 0, bytes: 0 };
      return { kind, count: count - was.count, bytes: bytes - was.bytes };
    })
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, limit);
}

// Requests that fit their schema and mean harm: names that are paths, prototypes, addresses, control characters. Every call
// answers them as a reply, breaks nothing, and touches no file outside of the program's own folders.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { requestSchemas } from '../../main/ipc/schemas';
import { temporaryFolder } from '../../main/settings/testing/drafts';
import type { CallName, Reply } from '../../preload/contract';
import { startWindowProgram, type WindowProgram } from '../integration/window-program';

const hostileTexts = [
  ...[
    '',
    '..',
    '../../../../etc/passwd',
    '..\\..\\windows\\win.ini',
    '/etc',
    'C:\\Windows',
    '\\\\server\\share',
    '//server/share',
  ],
  ...[
    '\0',
    'a\0b',
    '\u202egpj.exe',
    'CON',
    'nul.pdf',
    '__proto__',
    'constructor',
    'toString',
    "' OR 1=1 --",
    '%2e%2e%2f',
    '*',
    '?',
  ],
  ...[
    'javascript:alert(1)',
    'file:///etc/passwd',
    'app://evil',
    'https://a:b@evil.example',
    '${name}',
    '{folder}/../..',
    '\n\r',
    '😀'.repeat(40),
  ],
];

type JsonSchema = Readonly<Record<string, unknown>>;

/** A request that fits the schema, with this text wherever a text goes; null when none does. */
function withText(schema: JsonSchema, text: string): unknown {
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choices = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  if (choices !== undefined) return withText(choices.find(({ type }) => type !== 'null') ?? {}, text);
  switch (schema['type']) {
    case 'string':
      return text;
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 1), 1);
    case 'boolean':
      return false;
    case 'array':
      return [withText((schema['items'] ?? {}) as JsonSchema, text)];
    case 'object': {
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
      return Object.fromEntries(properties.map(([name, part]) => [name, withText(part, text)]));
    }
    default:
      return null;
  }
}

const names = Object.keys(requestSchemas) as CallName[];
/** What these do with a request that is right is slow, and has tests of its own; their texts are ids. */
const slow: readonly CallName[] = ['rehearsals.run'];

async function listing(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

describe('every call', () => {
  it('answers hostile texts in requests that fit, and nothing breaks or goes elsewhere', async () => {
    const base = await temporaryFolder();
    const outside = join(base, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'file'), 'x');
    const before = await listing(outside);
    const program = await startWindowProgram(join(base, 'data'));
    const asked = new Set<CallName>();
    for (const text of [...hostileTexts, join(outside, 'file'), outside]) {
      for (const name of names.filter((name) => !slow.includes(name))) {
        const request = withText(z.toJSONSchema(requestSchemas[name], { io: 'input' }), text);
        if (request === null) continue;
        // The harness throws when a handler did.
        const reply = await ask(program, name, request);
        expect(typeof reply.ok, `${name} ${text}`).toBe('boolean');
        if (requestSchemas[name].safeParse(request).success) asked.add(name);
      }
    }
    // Most of what has a text in it was reached: the test would prove little otherwise.
    expect(asked.size).toBeGreaterThan(20);
    expect(await listing(outside)).toEqual(before);
    expect('polluted' in {}).toBe(false);
    expect((await program.call('app.info', null)).ok).toBe(true);
  });
});

function ask(program: WindowProgram, name: CallName, request: unknown): Promise<Reply<unknown>> {
  return program.call(name, request as never);
}

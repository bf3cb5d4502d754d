// Reads the alarm that a folder's last scan left: the differences of its row.
import { z } from 'zod';
import type { Difference } from '../../engine/model';

const schema: z.ZodType<readonly Difference[]> = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('unaccounted-files'), relativePaths: z.array(z.string()) }),
    z.object({ kind: z.literal('sum'), recorded: z.int(), found: z.int() }),
  ]),
);

/** Empty when the scan came out; throws when the text is none that this program writes. */
export function toDifferences(text: string): readonly Difference[] {
  return schema.parse(JSON.parse(text));
}

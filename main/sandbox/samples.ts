// Small real documents of invented companies for demo and first steps; drawn by scripts/make-samples.mjs.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import documents from './sample-documents.json' with { type: 'json' };

/** Writes the sample documents into this folder and returns their paths inside it. What is there already stays. */
export async function writeSampleDocuments(folder: string): Promise<string[]> {
  const paths = Object.keys(documents);
  for (const [path, content] of Object.entries(documents)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.from(content, 'base64'), { flag: 'wx' }).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
  return paths;
}

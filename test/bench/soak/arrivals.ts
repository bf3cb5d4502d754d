// The documents of the soak: small PDFs that arrive in watched folders, some of them twice, some of them broken.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aPdf } from '../../integration/documents';

export interface Arrivals {
  /** Puts so many documents into each folder; resolves when all are there. Answers how many files that were. */
  arrive(wave: number, perFolder: ReadonlyMap<string, number>): Promise<number>;
}

// One in so many has the content of one that came before, or can never be delivered.
const copyEach = 40;
const brokenEach = 90;
/** So many arrive, then somebody looks for the next paper. */
const atOnce = 20;
/** Sub-folders take turns: one more for each wave would be one more to watch. */
const desks = 5;

/** `outside` is a folder on the same disk that nobody watches: each document is moved in whole. */
export function createArrivals(outside: string): Arrivals {
  let made = 0;

  function bytesOf(number: number): Buffer {
    if (number % brokenEach === brokenEach - 1) return Buffer.from(`not a document ${number}`);
    const isCopy = number % copyEach === copyEach - 1;
    return aPdf(`document ${isCopy ? number - copyEach + 1 : number}`);
  }

  async function put(folder: string, wave: number): Promise<void> {
    const number = made++;
    const subfolder = join(folder, `desk ${wave % desks}`);
    await mkdir(subfolder, { recursive: true });
    const name = `scan ${number}.pdf`;
    const elsewhere = join(outside, name);
    await writeFile(elsewhere, bytesOf(number));
    await rename(elsewhere, join(subfolder, name));
  }

  return {
    arrive: async (wave, perFolder) => {
      const left = [...perFolder].map(([folder, count]) => ({ folder, count }));
      let files = 0;
      while (left.some(({ count }) => count > 0)) {
        for (const one of left) {
          const now = Math.min(atOnce, one.count);
          for (let index = 0; index < now; index += 1) await put(one.folder, wave);
          one.count -= now;
          files += now;
        }
      }
      return files;
    },
  };
}

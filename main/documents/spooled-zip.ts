// Where a batch's zip may be: in the spool while it waits, among the delivered ones for as long as they are kept.
import { join } from 'node:path';
import { isMissing } from '../engine/error-code';
import { deliveredFolderName } from '../engine/seal/delivered-zips';

/** Opens the zip by its path; null when it is not kept any more. Rejects when it is there and cannot be opened. */
export async function openSpooledZip<Opened>(
  spoolFolder: string,
  zipName: string,
  open: (path: string) => Promise<Opened>,
): Promise<Opened | null> {
  // In the order in which a zip moves on, so that one on its way is not missed.
  for (const path of [join(spoolFolder, zipName), join(spoolFolder, deliveredFolderName, zipName)]) {
    try {
      return await open(path);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return null;
}

// The picture of a document: kept once it was drawn, and never more than two drawn at once.
import { drawImage } from './draw-image';
import { limitedQueue } from './limited-queue';
import { pictureKind } from './picture-kind';
import { recentMap } from './recent-map';

export interface PicturedDocument {
  readonly id: number;
  readonly fileName: string;
  readonly sizeBytes: number;
}

const limitMs = 5_000;
const largestBytes = { pdf: 200 * 1024 * 1024, image: 40 * 1024 * 1024 } as const;
const keptPictures = 400;

const queue = limitedQueue(2);
// null: there is none to be had, and it is not tried again. A document never changes its content.
const kept = recentMap<number, string | null>(keptPictures);

/** What is known without drawing: a data URL, null for "only an icon", undefined for "not drawn yet". */
export function knownPicture({ id, fileName, sizeBytes }: PicturedDocument): string | null | undefined {
  const kind = pictureKind(fileName);
  return kind === 'none' || sizeBytes === 0 || sizeBytes > largestBytes[kind] ? null : kept.get(id);
}

/** Draws it, or gives null. What is aborted before it is begun may be asked for again. */
export async function loadPicture(document: PicturedDocument, signal: AbortSignal): Promise<string | null> {
  const known = knownPicture(document);
  if (known !== undefined) return known;
  const { id, fileName, sizeBytes } = document;
  const isPdf = pictureKind(fileName) === 'pdf';
  // Before its time runs: reading pdf.js the first time is not the document's fault.
  const { drawPdf } = isPdf ? await import('./draw-pdf') : { drawPdf: null };
  return queue.run(
    async (limit) => {
      // Kept from here on, also when it fails: what fails once would fail each time that it comes into sight.
      kept.set(id, null);
      const draw =
        drawPdf === null ? drawImage(id, { signal: limit }) : drawPdf({ documentId: id, sizeBytes, signal: limit });
      const picture = await draw;
      kept.set(id, picture);
      return picture;
    },
    { limitMs, signal },
  );
}

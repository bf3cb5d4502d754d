// A small picture of an image, drawn by the browser.
import { documentAddress } from '../../../preload/contract';
import { isSmallEnough } from './picture-size';
import { pictureOf, scaleToFit, whiteCanvas } from './canvas-picture';

/** A data URL; null when the browser cannot show it, or would need too much memory to. */
export async function drawImage(
  documentId: number,
  { signal }: { readonly signal: AbortSignal },
): Promise<string | null> {
  const response = await fetch(documentAddress(documentId), { signal });
  if (!response.ok) return null;
  const blob = await response.blob();
  if (!isSmallEnough(new Uint8Array(await blob.arrayBuffer()))) return null;
  const image = await createImageBitmap(blob);
  try {
    const scale = Math.min(1, scaleToFit(image));
    const { canvas, context } = whiteCanvas(image.width * scale, image.height * scale);
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return pictureOf(canvas, context);
  } finally {
    image.close();
  }
}

// From a canvas to the small picture that is kept.

/** Pixels on the screen are often denser than CSS pixels. */
export const pictureSize = { width: 112, height: 144 } as const;

/** How much a page of this size is made smaller (or larger) to fit into the picture. */
export function scaleToFit({ width, height }: { readonly width: number; readonly height: number }): number {
  return Math.min(pictureSize.width / Math.max(width, 1), pictureSize.height / Math.max(height, 1));
}

/** A white canvas of this size, 1 pixel at least. */
export function whiteCanvas(
  width: number,
  height: number,
): {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
} {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('There is no canvas');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return { canvas, context };
}

/** A data URL; null when there is nothing to see, as on a page whose only image could not be read. */
export function pictureOf(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): string | null {
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return isBlank(data) ? null : canvas.toDataURL('image/webp', 0.85);
}

/** Whether all pixels (RGBA) are nearly white. */
export function isBlank(pixels: ArrayLike<number>): boolean {
  for (let at = 0; at < pixels.length; at += 4) {
    for (let channel = 0; channel < 3; channel += 1) if ((pixels[at + channel] ?? 255) < 245) return false;
  }
  return true;
}

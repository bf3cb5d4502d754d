// How large an image is once it is unpacked, read from its first bytes: a small file can be a picture of gigabytes.
import { imageSize } from 'image-size';

/** Four bytes each when unpacked: 160 MB at most. An A4 page at 600 dpi has 35 million. */
export const mostPixels = 40_000_000;

/** False also for what is no image that this knows. */
export function isSmallEnough(bytes: Uint8Array): boolean {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 && width * height <= mostPixels;
  } catch {
    return false;
  }
}

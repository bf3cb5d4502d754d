// Judges a file by its content alone: what it is, whether it is all there, whether everyone may open it.
import type { DocumentKind } from '../../model';
import type { ByteSource } from './byte-source';
import { inspectJpeg } from './inspect-jpeg';
import { inspectBmp, inspectGif, inspectWebp } from './inspect-other-images';
import { inspectPng } from './inspect-png';
import { inspectTiff } from './inspect-tiff';
import { incomplete, type ContentJudgement } from './judgement';
import { inspectPdf } from './pdf/inspect-pdf';
import { sniff } from './sniff';

const headBytes = 8 * 1024;
const imageNames: Readonly<Partial<Record<DocumentKind, string>>> = {
  tiff: 'TIFF image',
  bmp: 'BMP image',
  gif: 'GIF image',
  webp: 'WebP image',
};

/** Judges the content of a file that has at least one byte. Rejects only when the source does. */
export async function judgeContent(source: ByteSource, otherImages: boolean): Promise<ContentJudgement> {
  const sniffed = sniff(await source.read(0, headBytes));
  if (sniffed.kind === 'zeros') return incomplete(null, 'only zero bytes so far');
  if (sniffed.kind === 'other') return { kind: 'wrong-type', detail: sniffed.detail };
  const { documentKind } = sniffed;
  const switchedOff = otherImages ? undefined : imageNames[documentKind];
  if (switchedOff !== undefined) {
    return { kind: 'wrong-type', detail: `${switchedOff}; other images are switched off for this folder` };
  }
  if (sniffed.kind === 'beginning') return incomplete(documentKind, 'only the first bytes');
  switch (documentKind) {
    case 'pdf':
      return inspectPdf(source, sniffed.headerAt);
    case 'jpeg':
      return inspectJpeg(source);
    case 'png':
      return inspectPng(source);
    case 'tiff':
      return inspectTiff(source);
    case 'bmp':
      return inspectBmp(source);
    case 'gif':
      return inspectGif(source);
    case 'webp':
      return inspectWebp(source);
  }
}

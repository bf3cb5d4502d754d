// A small picture of a PDF's first page. Loaded only when the first one is drawn: pdf.js is larger than the whole window.
// The legacy build: the other one needs functions that Chromium 130 (Electron 33) does not have.
import {
  AnnotationMode,
  getDocument,
  PDFWorker,
  VerbosityLevel,
  type PDFDocumentLoadingTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { documentAddress } from '../../../preload/contract';
import { pictureOf, scaleToFit, whiteCanvas } from './canvas-picture';
import { DocumentRange } from './document-range';
import { mostPixels } from './picture-size';
import { releaseWorker, takeWorker } from './pdf-workers';

const readWholeBytes = 4 * 1024 * 1024;

export interface PdfToDraw {
  readonly documentId: number;
  readonly sizeBytes: number;
  readonly signal: AbortSignal;
}

/** A data URL; null when there is nothing to see on the page. Throws for what is no PDF, or needs a password. */
export async function drawPdf({ documentId, sizeBytes, signal }: PdfToDraw): Promise<string | null> {
  const source = await sourceOf(documentId, sizeBytes, signal);
  if (source === null) return null;
  const port = takeWorker();
  const worker = PDFWorker.create({ port, verbosity: VerbosityLevel.ERRORS });
  const loading = getDocument({
    ...source,
    worker,
    // The content comes from anywhere: nothing of it may become code, and nothing more is fetched for it. Without
    // WebAssembly, which the page's policy forbids, some scans cannot be read: their page is blank and gets its icon.
    ...{ isEvalSupported: false, enableXfa: false, useWasm: false, useWorkerFetch: false },
    ...{ maxImageSize: mostPixels, verbosity: VerbosityLevel.ERRORS },
    ...{ disableAutoFetch: true, disableStream: true },
  });
  try {
    return await Promise.race([firstPage(loading, signal), aborted(signal)]);
  } finally {
    if (signal.aborted) {
      // A document that hangs its worker is over when the worker is; pdf.js would wait for its answer.
      port.terminate();
      worker.destroy();
    } else {
      await loading.destroy();
      worker.destroy();
      releaseWorker(port);
    }
  }
}

async function firstPage(loading: PDFDocumentLoadingTask, signal: AbortSignal): Promise<string | null> {
  const page = await (await loading.promise).getPage(1);
  const viewport = page.getViewport({ scale: scaleToFit(page.getViewport({ scale: 1 })) });
  const { canvas, context } = whiteCanvas(viewport.width, viewport.height);
  // `print` does not wait for frames, which a window in the background does not get.
  const drawing = page.render({ canvas, viewport, intent: 'print', annotationMode: AnnotationMode.DISABLE });
  signal.addEventListener(
    'abort',
    () => {
      drawing.cancel();
    },
    { once: true },
  );
  await drawing.promise;
  return pictureOf(canvas, context);
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    const end = () => {
      resolve(null);
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

async function sourceOf(documentId: number, sizeBytes: number, signal: AbortSignal) {
  if (sizeBytes > readWholeBytes) return { range: new DocumentRange(documentId, sizeBytes, signal) };
  const response = await fetch(documentAddress(documentId), { signal });
  return response.ok ? { data: new Uint8Array(await response.arrayBuffer()) } : null;
}

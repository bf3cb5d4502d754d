// Reads a document piece by piece: of a large PDF pdf.js needs only what the first page needs.
import { PDFDataRangeTransport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { documentAddress } from '../../../preload/contract';

/** Asks the program for the pieces that pdf.js wants. A piece that cannot be had ends in the time limit of the picture. */
export class DocumentRange extends PDFDataRangeTransport {
  readonly #address: string;
  readonly #signal: AbortSignal;

  constructor(documentId: number, sizeBytes: number, signal: AbortSignal) {
    super(sizeBytes, null);
    this.#address = documentAddress(documentId);
    this.#signal = signal;
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#read(begin, end).catch(() => undefined);
  }

  async #read(begin: number, end: number): Promise<void> {
    const headers = { range: `bytes=${begin}-${end - 1}` };
    const response = await fetch(this.#address, { headers, signal: this.#signal });
    // A whole document in place of a piece would be taken for the piece.
    if (response.status !== 206) return;
    this.onDataRange(begin, new Uint8Array(await response.arrayBuffer()));
  }
}

// The one importer of archiver: an archive in Batchdrop's own format.
import { Archiver } from 'archiver';
import type { Readable } from 'node:stream';
import type { BufferPool } from './buffer-pool';
import { ZipFormat, type ZipEntryData } from './zip-format';

/** What archiver's own archives do in their constructors; its types leave it out. */
interface FormatSlot {
  _format: string;
  _module: ZipFormat;
  _modulePipe(): void;
}

/** archiver's queue and stream around our format. */
export class SpoolArchive extends Archiver {
  readonly #format: ZipFormat;

  constructor(pool: BufferPool) {
    super({ highWaterMark: 1024 * 1024 });
    this.#format = new ZipFormat(pool);
    const slot = this as unknown as FormatSlot;
    slot._format = 'zip';
    slot._module = this.#format;
    slot._modulePipe();
  }

  /** Appends one document; `entry` is emitted when it is in the zip. */
  add(source: Buffer | Readable, data: ZipEntryData): void {
    this.append(source, data);
  }

  override destroy(error?: Error): this {
    this.#format.destroy();
    return super.destroy(error);
  }
}

// Calls about single documents, zips and sets: show, save, rename.
import { lstat } from 'node:fs/promises';
import type { ZipCopy } from '../documents/save-zip';
import type { SetId } from '../engine/model';
import type { DocumentSource, ZipSource } from '../ledger/views/source-views';
import { ok, problem, type Handlers } from './answer-call';
import type { Services } from './services';

/** What these calls need of the operating system. */
export interface DocumentDesktop {
  /** The system's dialog for choosing several files or folders; none when it was cancelled. */
  pickToSend(what: 'files' | 'folders'): Promise<readonly string[]>;
  /** Shows a file in the file manager. */
  showFile(path: string): void;
}

export interface DocumentServices extends Pick<Services, 'views' | 'engine' | 'desktop' | 'changed'> {
  readonly documentDesktop: DocumentDesktop;
  /** Where the original of a document may be, the likeliest first. */
  readonly originalPlaces: (source: DocumentSource) => readonly string[];
  readonly saveZip: (source: ZipSource, path: string) => Promise<ZipCopy>;
}

type DocumentCalls = Pick<Handlers, 'documents.reveal' | 'batches.saveZip' | 'sets.rename'>;

// The server's own limit is not known; folder templates stop here as well.
const longestName = 200;

export function documentCalls(services: DocumentServices): DocumentCalls {
  const { views, engine, desktop } = services;
  return {
    'documents.reveal': async ({ documentId }) => {
      const source = await views.documentSource(documentId);
      for (const path of source === null ? [] : services.originalPlaces(source)) {
        const isThere = await lstat(path).then(
          () => true,
          () => false,
        );
        if (!isThere) continue;
        services.documentDesktop.showFile(path);
        return ok(null);
      }
      return problem('not-found');
    },
    'batches.saveZip': async ({ batchId }) => {
      const source = await views.zipSource(batchId);
      if (source === null) return problem('not-found');
      const path = await desktop.pickFileToSave(source.zipName, 'zip');
      if (path === null) return ok({ kind: 'closed' });
      const copy = await services.saveZip(source, path);
      switch (copy.kind) {
        case 'saved':
          return ok({ kind: 'saved', path });
        case 'damaged':
          return ok({ kind: 'zip-damaged' });
        case 'missing':
          return problem('not-found');
        case 'failed':
          return problem('failed', { detail: copy.code });
      }
    },
    'sets.rename': async ({ setId, name }) => {
      const wanted = name.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
      if (wanted === '') return problem('required', { field: 'name' });
      if (Array.from(wanted).length > longestName)
        return problem('out-of-range', { field: 'name', detail: `1–${longestName}` });
      const result = await engine.renameSet(setId as SetId, wanted);
      services.changed(['sets', 'batches']);
      return result === 'done' ? ok(null) : problem('wrong-state');
    },
  };
}

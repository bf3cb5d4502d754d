// The part of the running program that is about documents in a person's hands: drops, previews, pictures, saved zips.
import { randomBytes, randomUUID } from 'node:crypto';
import { originalPlaces, openContent } from './documents/document-content';
import { answerDocumentRequest, refusal } from './documents/document-response';
import { saveZip } from './documents/save-zip';
import { createDrops, type Drops } from './drops/drops';
import { createHandedOver } from './drops/handed-over';
import type { Ledger } from './engine/ports';
import type { Handlers } from './ipc/answer-call';
import { documentCalls, type DocumentDesktop } from './ipc/document-calls';
import { dropCalls } from './ipc/drop-calls';
import { previewCalls } from './ipc/preview-calls';
import type { Services } from './ipc/services';
import { createFolderPreviews } from './previews/preview-folder';
import type { HandedOver } from '../preload/contract';

/** A desktop without dialogs and file manager. */
export const plainDocumentDesktop: DocumentDesktop = {
  pickToSend: () => Promise.resolve([]),
  showFile: () => undefined,
};

export interface DocumentParts {
  readonly services: Services;
  readonly ledger: Pick<Ledger, 'documents'>;
  readonly spoolFolder: string;
  readonly desktop: DocumentDesktop;
  readonly onError: (error: unknown) => void;
}

/** What the window's own doors lead to, beside its calls. */
export interface DocumentDoors {
  /** Keeps the paths of what was dropped on the window. */
  handOver(paths: readonly string[]): HandedOver | null;
  /** The content of a document, for a request of the page. */
  document(id: number, request: { method: string; range: string | null }): Promise<Response>;
}

export interface DocumentPart {
  readonly drops: Drops;
  readonly doors: DocumentDoors;
  readonly handlers: Pick<
    Handlers,
    keyof ReturnType<typeof dropCalls> | keyof ReturnType<typeof documentCalls> | 'folders.preview'
  >;
}

/** The doors of a program without a ledger. */
export const closedDoors: DocumentDoors = {
  handOver: () => null,
  document: () => Promise.resolve(refusal(404)),
};

export function joinDocuments({ services, ledger, spoolFolder, desktop, onError }: DocumentParts): DocumentPart {
  const { settings, views, clock, dataFolder, sandboxFolder, applySettings, changed } = services;
  const handedOver = createHandedOver(randomUUID);
  const drops = createDrops({
    ...{ settings, views, clock, changed, handedOver, onError, apply: applySettings },
    own: { dataFolder, sandboxFolder },
    documents: ledger.documents,
    newId: () => randomBytes(6).toString('hex'),
  });
  return {
    drops,
    doors: {
      handOver: handedOver.take,
      document: (id, request) =>
        answerDocumentRequest(id, request, {
          source: views.documentSource,
          open: (source) => openContent(source, spoolFolder),
        }),
    },
    handlers: {
      ...dropCalls(drops, handedOver, desktop),
      ...documentCalls({
        ...{ views, engine: services.engine, desktop: services.desktop, changed, originalPlaces },
        documentDesktop: desktop,
        saveZip: (source, path) => saveZip(source, spoolFolder, path),
      }),
      ...previewCalls(services, createFolderPreviews(ledger.documents, clock)),
    },
  };
}

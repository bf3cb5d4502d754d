// Which requests to app://batchdrop are for the content of a document, and who may make them; apart from Electron.
import { pageOrigin } from './page-files';

/** What Electron's `webRequest` knows of a request before it is made. */
export interface DocumentAsker {
  /** The address of the frame that asks; null for one that is gone. */
  readonly frameUrl: string | null;
  readonly isMainFrame: boolean;
  readonly resourceType: string;
}

/** The id in the address of a document; null for the address of anything else; `bad` for one of no document. */
export function documentIdIn(address: string): number | 'bad' | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, pathname, search } = new URL(address);
  if (`${protocol}//${host}` !== pageOrigin || !/^\/documents(\/|$)/.test(pathname)) return null;
  const [, digits] = /^\/documents\/([1-9]\d{0,14})$/.exec(pathname) ?? [];
  return digits === undefined || search !== '' ? 'bad' : Number(digits);
}

/**
 * Whether our own page asks, to show or to read the content. The handler of a scheme is not told who asks (Electron 33: no
 * Origin, no Referer, and pages of other hosts of the scheme get through), so this is looked at before.
 */
export function mayAskForDocuments({ frameUrl, isMainFrame, resourceType }: DocumentAsker): boolean {
  if (!isMainFrame || frameUrl === null || !URL.canParse(frameUrl)) return false;
  const { protocol, host } = new URL(frameUrl);
  return `${protocol}//${host}` === pageOrigin && (resourceType === 'xhr' || resourceType === 'image');
}

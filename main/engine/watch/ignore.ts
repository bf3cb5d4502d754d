// Decides by name alone which files and folders inside a watched folder are never documents.

export type IgnoreReason = 'temporary' | 'system' | 'hidden' | 'sent-folder';

/** The folder, directly inside a watched one, that delivered originals are moved to. */
export const sentFolderName = 'Sent';

// Partly written downloads and office programs' lock files; their final name comes with a rename.
const temporaryFile = /^~\$|\.(?:tmp|part|crdownload)$/i;
const systemFile = /^(?:\.ds_store|thumbs\.db|desktop\.ini)$/i;
// Bins and thumbnail stores of Windows drives and network storage: full of readable images that nobody dropped there.
const systemFolder = /^(?:\$recycle\.bin|system volume information|#recycle|@eadir)$/i;

/**
 * Why a path inside a watched folder is no document, judged by each of its names; null when it may be one.
 * `relativePath` has `/` between names; `isDirectory` is about its last name.
 */
export function ignoreReason(relativePath: string, isDirectory: boolean): IgnoreReason | null {
  const names = relativePath.split('/');
  for (const [depth, name] of names.entries()) {
    const isFile = depth === names.length - 1 && !isDirectory;
    const reason = isFile ? fileReason(name) : folderReason(name, depth);
    if (reason !== null) return reason;
  }
  return null;
}

function fileReason(name: string): IgnoreReason | null {
  if (systemFile.test(name)) return 'system';
  if (temporaryFile.test(name)) return 'temporary';
  return name.startsWith('.') ? 'hidden' : null;
}

function folderReason(name: string, depth: number): IgnoreReason | null {
  // In any case: on Windows, macOS and most shares "sent" is the very folder that "Sent" names, and what lies in there
  // was delivered already.
  if (depth === 0 && name.toLowerCase() === sentFolderName.toLowerCase()) return 'sent-folder';
  if (systemFolder.test(name)) return 'system';
  return name.startsWith('.') ? 'hidden' : null;
}

// The files that a scan found and the ledger has nothing about.
import type { AttentionItem } from '../../../preload/contract';
import { Fold } from '../ui/fold';
import { counted } from '../words/numbers';

/** Folded away; the program names only the first of a long list. */
export function UnaccountedFiles({ item }: { readonly item: Extract<AttentionItem, { kind: 'alarm' }> }) {
  const { unaccountedFiles: files, unaccountedCount } = item;
  if (files.length === 0) return null;
  const unnamed = unaccountedCount - files.length;
  return (
    <Fold summary={unnamed > 0 ? `Show the first ${files.length}` : `Show ${counted(files.length, 'file')}`}>
      <ul className="unaccounted-files">
        {files.map((file) => (
          <li key={file}>{file}</li>
        ))}
        {unnamed > 0 && <li className="dim">and {counted(unnamed, 'more file')}</li>}
      </ul>
    </Fold>
  );
}

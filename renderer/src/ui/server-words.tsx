// Words that are not ours: what a server or the system said, shown as a quotation.
import './ui.css';

/** A quotation with its source, or nothing when nothing was said. */
export function ServerWords({
  words,
  source = 'The server said',
}: {
  readonly words: string | null;
  readonly source?: string;
}) {
  if (words === null || words === '') return null;
  return (
    <p className="server-words">
      {source}: <q>{words}</q>
    </p>
  );
}

// A path in one line: the last name always shows, what leads to it is cut when room is short.
import { dropName } from '../words/folder-name';
import './ui.css';

/** The full path is in the tooltip and in the text that is read out. */
export function PathText({ path }: { readonly path: string }) {
  const drop = dropName(path);
  if (drop !== null) return <span title={path}>{drop}</span>;
  const { leading, name } = splitPath(path);
  return (
    <span className="path-text" title={path} translate="no">
      <span className="path-text-leading">{leading}</span>
      <span className="path-text-name">{name}</span>
    </span>
  );
}

function splitPath(path: string): { leading: string; name: string } {
  const end = Math.max(path.lastIndexOf('/', path.length - 2), path.lastIndexOf('\\', path.length - 2)) + 1;
  return { leading: path.slice(0, end), name: path.slice(end) };
}

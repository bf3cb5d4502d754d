// One watched folder and how it is doing.
import type { Overview } from '../../../preload/contract';
import { hrefOf } from '../shell/routes';
import { folderName } from '../ui/folder-name';
import { PathText } from '../ui/path-text';
import { Status } from '../ui/status';
import { numberText } from '../words/counting';
import { folderHealths } from '../words/states';

export function FolderRow({ folder }: { readonly folder: Overview['folders'][number] }) {
  const { counts, health, healthDetail, id, path } = folder;
  return (
    <li className="overview-folder">
      <div>
        <a className="overview-folder-name" href={hrefOf('folders', id)}>
          {folderName(path)}
        </a>
        <span className="dim">
          <PathText path={path} />
        </span>
      </div>
      <span className="overview-folder-count dim">
        {numberText(counts.delivered)} of {numberText(counts.seen - counts.ignored)} delivered
      </span>
      <span title={healthDetail ?? undefined}>
        <Status {...folderHealths[health]} />
      </span>
    </li>
  );
}

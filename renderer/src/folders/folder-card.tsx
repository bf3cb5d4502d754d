// One watched folder: where it delivers, how it is doing, what it has delivered.
import { Title } from '@mantine/core';
import type { FolderView } from '../../../preload/contract';
import { Moment } from '../ui/moment';
import { PathText } from '../ui/path-text';
import { StateMark } from '../ui/state-mark';
import { documentsOf } from '../words/headline';
import { counted, formatCount } from '../words/numbers';
import { afterUploadNames, documentTypeNames, setPolicyNames } from '../words/profile';
import { folderHealth } from '../words/states';
import { FolderActions } from './folder-actions';

/** The numbers are of all time, like the overview's sum. */
export function FolderCard({ folder }: { readonly folder: FolderView }) {
  const { path, health, healthDetail, counts } = folder;
  return (
    <li className="card" data-testid="folder-card">
      <div className="card-head">
        <Title order={2} className="card-title">
          <PathText path={path} />
        </Title>
        <StateMark label={folderHealth[health]} />
      </div>
      {healthDetail !== null && healthDetail !== '' && (
        <div className="card-notice">
          <p>{healthDetail}</p>
        </div>
      )}
      <dl className="facts">
        <div>
          <dt>Delivers to</dt>
          <dd>{folder.credentialName}</dd>
        </div>
        <div>
          <dt>As</dt>
          <dd>
            {documentTypeNames[folder.documentType]}, {folder.invoiceType}, {folder.processingPref}
          </dd>
        </div>
        <div>
          <dt>Set</dt>
          <dd>{setWords(folder)}</dd>
        </div>
        <div>
          <dt>After upload</dt>
          <dd>{afterUploadNames[folder.afterUpload].label}</dd>
        </div>
        <div>
          <dt>Delivered</dt>
          <dd>
            {formatCount(counts.delivered)} of {counted(documentsOf(counts), 'document')}
            {counts.setAside > 0 && `, ${formatCount(counts.setAside)} set aside`}
          </dd>
        </div>
        <div>
          <dt>Last scan</dt>
          <dd>
            <Moment at={folder.lastScanAt} never="not yet" />
          </dd>
        </div>
      </dl>
      <FolderActions folder={folder} />
    </li>
  );
}

function setWords({ setPolicy, setReferenceNumber, setName }: FolderView): string {
  if (setPolicy === 'none') return setPolicyNames.none;
  if (setPolicy === 'existing') return `Existing set ${setReferenceNumber}`;
  return `${setPolicyNames[setPolicy]}: ${setName}`;
}

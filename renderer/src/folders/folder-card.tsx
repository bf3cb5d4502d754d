// One watched folder: where it delivers, how it is doing, what it has delivered.
import { Title } from '@mantine/core';
import type { Counts, FolderView } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { LockMark } from '../policy/lock-mark';
import { usePolicy } from '../policy/use-policy';
import { Moment } from '../ui/moment';
import { PathText } from '../ui/path-text';
import { StateMark } from '../ui/state-mark';
import { documentsOf } from '../words/headline';
import { afterUploadNames, documentTypeNames, processingPrefNames, setPolicyNames } from '../words/profile';
import { folderHealth } from '../words/states';
import { lookingWords } from '../words/watching';
import { FolderActions } from './folder-actions';

/** The numbers are of all time, like the overview's sum. */
export function FolderCard({ folder }: { readonly folder: FolderView }) {
  const { path, health, healthDetail, counts } = folder;
  const lock = usePolicy().folder(folder.id);
  const looking = folder.looking === null ? null : lookingWords(folder.looking);
  const advice = looking?.advice ?? null;
  return (
    <li className="card" data-testid="folder-card">
      <div className="card-head">
        <Title order={2} className="card-title">
          <PathText path={path} />
        </Title>
        <StateMark label={folderHealth[health]} />
      </div>
      {lock !== null && <LockMark lock={lock} />}
      {healthDetail !== null && healthDetail !== '' && (
        <div className="card-notice">
          <p translate="no">{healthDetail}</p>
        </div>
      )}
      {advice !== null && (
        <div className="card-notice">
          <p>{advice}</p>
        </div>
      )}
      <dl className="facts">
        <div>
          <dt>{t('folders.card.deliversTo')}</dt>
          <dd translate="no">{folder.credentialName}</dd>
        </div>
        <div>
          <dt>{t('folders.card.sentAs')}</dt>
          <dd>
            {documentTypeNames[folder.documentType]}, <span translate="no">{folder.invoiceType}</span>,{' '}
            {processingPrefNames[folder.processingPref]}
          </dd>
        </div>
        <div>
          <dt>{t('folders.card.set')}</dt>
          <dd>{setWords(folder)}</dd>
        </div>
        <div>
          <dt>{t('folders.card.afterUpload')}</dt>
          <dd>{afterUploadNames[folder.afterUpload].label}</dd>
        </div>
        <div>
          <dt>{t('folders.card.delivered')}</dt>
          <dd>{deliveredWords(counts)}</dd>
        </div>
        <div>
          <dt>{t('folders.card.lastScan')}</dt>
          <dd>
            <Moment at={folder.lastScanAt} never={t('folders.card.notScanned')} />
          </dd>
        </div>
        {looking !== null && (
          <div>
            <dt>{t('folders.looking.title')}</dt>
            <dd>{looking.facts}</dd>
          </div>
        )}
      </dl>
      <FolderActions folder={folder} isLocked={lock !== null} />
    </li>
  );
}

function setWords({ setPolicy, setReferenceNumber, setName }: FolderView): string {
  if (setPolicy === 'none') return setPolicyNames.none;
  if (setPolicy === 'existing') return t('folders.card.existingSet', { number: setReferenceNumber });
  return t('folders.card.newSet', { policy: setPolicyNames[setPolicy], name: setName });
}

function deliveredWords(counts: Counts): string {
  const { delivered, setAside } = counts;
  const count = documentsOf(counts);
  return setAside > 0
    ? t('folders.card.deliveredOfSetAside', { delivered, count, setAside })
    : t('folders.card.deliveredOf', { delivered, count });
}

// The buttons beside a thing that waits for a person.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { useResume } from '../credentials/use-resume';
import { t } from '../i18n/translate';
import { BatchActions } from '../queue/batch-actions';
import { useEnterSetNumber } from '../sets/use-enter-set-number';
import { useNavigation } from '../shell/navigation-context';
import { AlarmActions } from './alarm-actions';
import { DocumentActions } from './document-actions';
import { DuplicateActions } from './duplicate-actions';
import { OpenFolderButton } from './open-folder-button';

/** What can be done about this kind of item. */
export function AttentionActions({ item }: { readonly item: AttentionItem }) {
  switch (item.kind) {
    case 'batch-held':
    case 'batch-in-doubt':
      return <BatchActions batch={item.batch} />;
    case 'credential-paused':
      return <CredentialActions credentialId={item.credentialId} name={item.name} />;
    case 'set':
      return <SetActions setId={item.setId} name={item.name} />;
    case 'document':
      return <DocumentActions item={item} />;
    case 'duplicate':
      return <DuplicateActions item={item} />;
    case 'alarm':
      return <AlarmActions item={item} />;
    case 'after-upload':
      return (
        <div className="row-actions">
          <OpenFolderButton folderPath={item.folderPath} of={item.relativePath} />
        </div>
      );
  }
}

function CredentialActions({ credentialId, name }: { readonly credentialId: string; readonly name: string }) {
  const { go } = useNavigation();
  const { resume, isRunning } = useResume();
  return (
    <div className="row-actions">
      <Button
        size="xs"
        aria-label={t('attention.named', { action: t('attention.credential.edit'), what: name })}
        onClick={() => {
          go({ page: 'credential-form', id: credentialId });
        }}
      >
        {t('attention.credential.edit')}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={t('credentials.card.resumeNamed', { name })}
        loading={isRunning}
        onClick={() => {
          void resume(credentialId);
        }}
      >
        {t('credentials.card.resume')}
      </Button>
    </div>
  );
}

function SetActions({ setId, name }: { readonly setId: number; readonly name: string }) {
  const action = t('sets.number.enter');
  const enterNumber = useEnterSetNumber();
  return (
    <div className="row-actions">
      <Button
        size="xs"
        aria-label={name === '' ? action : t('attention.named', { action, what: name })}
        onClick={() => {
          enterNumber(setId);
        }}
      >
        {action}
      </Button>
    </div>
  );
}

// The buttons beside a thing that waits for a person.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { useResume } from '../credentials/use-resume';
import { BatchActions } from '../queue/batch-actions';
import { useEnterSetNumber } from '../sets/use-enter-set-number';
import { useNavigation } from '../shell/navigation-context';
import { AlarmActions } from './alarm-actions';
import { DocumentActions } from './document-actions';
import { DuplicateActions } from './duplicate-actions';

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
  }
}

function CredentialActions({ credentialId, name }: { readonly credentialId: string; readonly name: string }) {
  const { go } = useNavigation();
  const { resume, isRunning } = useResume();
  return (
    <div className="row-actions">
      <Button
        size="xs"
        aria-label={`Edit credential ${name}`}
        onClick={() => {
          go({ page: 'credential-form', id: credentialId });
        }}
      >
        Edit credential
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={`Resume ${name}`}
        loading={isRunning}
        onClick={() => {
          void resume(credentialId);
        }}
      >
        Resume
      </Button>
    </div>
  );
}

function SetActions({ setId, name }: { readonly setId: number; readonly name: string }) {
  const enterNumber = useEnterSetNumber();
  return (
    <div className="row-actions">
      <Button
        size="xs"
        aria-label={`Enter number for ${name}`}
        onClick={() => {
          enterNumber(setId);
        }}
      >
        Enter number…
      </Button>
    </div>
  );
}

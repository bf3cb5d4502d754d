// One thing that waits for a person: what it is, why, and the buttons that settle it.
import { Button } from '@mantine/core';
import { IconFileAlert, IconHelpCircle, IconKey, IconPlayerPause, IconStack2, type Icon } from '@tabler/icons-react';
import type { AttentionItem } from '../../../preload/contract';
import { useDo } from '../calls/use-do';
import { Decisions } from '../queue/decisions';
import { hrefOf } from '../shell/routes';
import { openSetNumber } from '../sets/open-set-number';
import { folderName } from '../ui/folder-name';
import { ServerWords } from '../ui/server-words';
import { Time } from '../ui/time';
import { attentionWords } from './attention-words';

const icons: Readonly<Record<AttentionItem['kind'], Icon>> = {
  document: IconFileAlert,
  'batch-held': IconPlayerPause,
  'batch-in-doubt': IconHelpCircle,
  'credential-paused': IconKey,
  set: IconStack2,
};

export function AttentionRow({ item }: { readonly item: AttentionItem }) {
  const { title, why, serverWords } = attentionWords(item);
  const Sign = icons[item.kind];
  return (
    <li className="attention-row">
      <Sign size={19} stroke={1.7} color="var(--tone-attention)" aria-hidden />
      <div>
        <p className="attention-row-title">{title}</p>
        <p className="attention-row-why">{why}</p>
        <ServerWords words={serverWords} />
        {item.kind === 'document' && (
          <p className="attention-row-facts dim">
            In {folderName(item.folderPath)}, <Time at={item.since} />
          </p>
        )}
      </div>
      <div className="attention-row-actions">
        <Actions item={item} />
      </div>
    </li>
  );
}

function Actions({ item }: { readonly item: AttentionItem }) {
  switch (item.kind) {
    case 'document':
      return null;
    case 'batch-held':
    case 'batch-in-doubt':
      return <Decisions batch={item.batch} />;
    case 'credential-paused':
      return <CredentialActions id={item.credentialId} />;
    case 'set':
      return (
        <Button size="xs" onClick={() => openSetNumber(item.setId, item.name)}>
          Enter number…
        </Button>
      );
  }
}

function CredentialActions({ id }: { readonly id: string }) {
  const { isRunning, run } = useDo('credentials.resume');
  return (
    <>
      <Button size="xs" component="a" href={hrefOf('credentials', id)}>
        Edit credential
      </Button>
      <Button
        size="xs"
        variant="default"
        loading={isRunning}
        onClick={() => void run({ id }, 'The credential is in use again.')}
      >
        Resume
      </Button>
    </>
  );
}

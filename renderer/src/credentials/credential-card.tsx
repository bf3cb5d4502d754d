// One credential with its state and what can be done with it.
import { Badge, Button, Title } from '@mantine/core';
import type { CredentialView } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { useNavigation } from '../shell/navigation-context';
import { confirmed } from '../ui/confirm';
import { showDone, showProblem } from '../ui/notices';
import { ServerWords } from '../ui/server-words';
import { StateMark } from '../ui/state-mark';
import { inDoubtRuleNames } from '../words/credential-help';
import { counted } from '../words/numbers';
import { heldReason } from '../words/reasons';
import { credentialStates, secretKeeping } from '../words/states';
import { useResume } from './use-resume';

/** The password itself is never here: only how it is kept. */
export function CredentialCard({ credential }: { readonly credential: CredentialView }) {
  const { id, name, status, tokenMode } = credential;
  const { go } = useNavigation();
  const { resume, isRunning } = useResume();
  const remove = useAction('credentials.remove');

  async function removeIt(): Promise<void> {
    const reply = await remove.run({ id });
    if (reply.ok) showDone(`Credential “${name}” was deleted.`);
    else showProblem(`Credential “${name}” was not deleted`, reply.problem);
  }

  return (
    <li className="card" data-testid="credential-card">
      <div className="card-head">
        <Title order={2} className="card-title">
          {name}
          {credential.sandbox && (
            <Badge size="sm" variant="default" ml="xs">
              Sandbox
            </Badge>
          )}
        </Title>
        <StateMark label={credentialStates[status.state]} />
      </div>
      <dl className="facts">
        <div>
          <dt>Server</dt>
          <dd>{credential.baseUrl}</dd>
        </div>
        <div>
          <dt>Company and user</dt>
          <dd>
            {credential.companyName} / {credential.username}
          </dd>
        </div>
        <div>
          <dt>Password</dt>
          <dd>
            <StateMark label={secretKeeping[credential.password]} />
          </dd>
        </div>
        <div>
          <dt>Token</dt>
          <dd>{tokenMode === 'automatic' ? 'Automatic' : <StateMark label={secretKeeping[credential.token]} />}</dd>
        </div>
        <div>
          <dt>If a batch is in doubt</dt>
          <dd>{inDoubtRuleNames[credential.inDoubt].label}</dd>
        </div>
        <div>
          <dt>Used by</dt>
          <dd>{counted(credential.folders, 'folder')}</dd>
        </div>
      </dl>
      {status.state === 'paused' && (
        <div className="card-notice">
          <div>
            <p>{heldReason(status.reason)} Its batches wait.</p>
            <ServerWords words={status.serverWords} />
          </div>
          <Button
            size="xs"
            aria-label={`Resume ${name}`}
            loading={isRunning}
            onClick={() => {
              void resume(id);
            }}
          >
            Resume
          </Button>
        </div>
      )}
      <div className="row-actions">
        <Button
          size="xs"
          variant="default"
          aria-label={`Edit ${name}`}
          onClick={() => {
            go({ page: 'credential-form', id });
          }}
        >
          Edit
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          c="var(--tone-bad)"
          aria-label={`Delete ${name}`}
          onClick={() => {
            const text =
              'Its password and token are removed from this computer. Batches already delivered stay listed.';
            confirmed({ title: `Delete credential “${name}”?`, text, confirm: 'Delete', danger: true }, () => {
              void removeIt();
            });
          }}
        >
          Delete
        </Button>
      </div>
    </li>
  );
}

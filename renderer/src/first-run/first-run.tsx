// The guide of the first run: three steps, and the sandbox for those who only look.
import { Button, Title } from '@mantine/core';
import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import type { CredentialView, FolderView } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { useNavigation } from '../shell/navigation-context';
import { showDone, showProblem } from '../ui/notices';
import { firstRunWords } from '../words/first-run';
import './first-run.css';

interface FirstRunProps {
  readonly credentials: readonly CredentialView[];
  readonly folders: readonly FolderView[];
}

/** Shows which step is next; done ones are ticked. */
export function FirstRun({ credentials, folders }: FirstRunProps) {
  const { go } = useNavigation();
  const open = useAction('app.openFolder');
  const current = credentials.length === 0 ? 0 : folders.length === 0 ? 1 : 2;

  async function openFolder(): Promise<void> {
    const folder = folders[0];
    if (folder === undefined) return;
    const reply = await open.run({ folderId: folder.id });
    if (!reply.ok) showProblem('The folder could not be opened', reply.problem);
  }

  const actions = [
    () => {
      go({ page: 'credential-form', id: null });
    },
    () => {
      go({ page: 'folder-form', id: null });
    },
    () => {
      void openFolder();
    },
  ];

  return (
    <div className="first-run">
      {current === 0 && (
        <div className="first-run-welcome">
          <Title order={2}>{firstRunWords.title}</Title>
          <p>{firstRunWords.lead}</p>
        </div>
      )}
      <ol className="first-run-steps">
        {firstRunWords.steps.map(({ title, text, action }, step) => (
          <li key={title} data-state={step < current ? 'done' : step === current ? 'current' : 'later'}>
            <span className="first-run-number" aria-hidden="true">
              {step < current ? <IconCheck size={17} /> : step + 1}
            </span>
            <div className="first-run-words">
              <p className="first-run-title">
                {title}
                {step < current && <span className="visually-hidden"> (done)</span>}
              </p>
              <p>{text}</p>
            </div>
            {step === current && (
              <Button rightSection={<IconArrowRight size={16} aria-hidden />} onClick={actions[step]}>
                {action}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {current < 2 ? <Sandbox /> : <Rehearsals />}
    </div>
  );
}

function Rehearsals() {
  const { go } = useNavigation();
  const { title, text, action } = firstRunWords.rehearsals;
  return (
    <div className="first-run-offer">
      <div className="first-run-words">
        <p className="first-run-title">{title}</p>
        <p>{text}</p>
      </div>
      <Button
        variant="default"
        onClick={() => {
          go({ page: 'rehearsals' });
        }}
      >
        {action}
      </Button>
    </div>
  );
}

function Sandbox() {
  const start = useAction('app.startSandbox');
  const { sandbox } = firstRunWords;

  async function startIt(): Promise<void> {
    const reply = await start.run(null);
    if (reply.ok) showDone(`The sandbox is ready. Put documents into ${reply.value.folder}`);
    else showProblem('The sandbox could not be started', reply.problem);
  }

  return (
    <div className="first-run-offer">
      <div className="first-run-words">
        <p className="first-run-title">{sandbox.title}</p>
        <p>{sandbox.text}</p>
      </div>
      <Button
        variant="default"
        loading={start.isRunning}
        onClick={() => {
          void startIt();
        }}
      >
        {sandbox.action}
      </Button>
    </div>
  );
}

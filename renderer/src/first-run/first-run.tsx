// The guide for a new installation: credential, folder, documents; or the sandbox first.
import { Button, Title } from '@mantine/core';
import { IconCheck, IconFlask } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useDo } from '../calls/use-do';
import { hrefOf } from '../shell/routes';
import './first-run.css';

export function FirstRun({ hasCredential }: { readonly hasCredential: boolean }) {
  const sandbox = useDo('app.startSandbox');
  const start = () => void sandbox.run(null, 'The sandbox is running. Drop documents into its folder.');
  return (
    <div className="first-run">
      <Title order={1}>Welcome to Batchdrop</Title>
      <p className="first-run-lead dim">
        Documents that arrive in a folder are zipped and delivered to KlearStack, each one once. Three steps set it up.
      </p>
      <ol className="panel first-run-steps" aria-label="Setting up">
        <Step number={1} title="Add a credential" isDone={hasCredential} isCurrent={!hasCredential}>
          <p className="dim">The address of your KlearStack, your company name, username and password.</p>
          {!hasCredential && (
            <Button component="a" href={hrefOf('credentials', 'new')}>
              Add credential
            </Button>
          )}
        </Step>
        <Step number={2} title="Choose a folder to watch" isDone={false} isCurrent={hasCredential}>
          <p className="dim">Where your scanner or your mail program puts documents, and how they are to be sent.</p>
          {hasCredential && (
            <Button component="a" href={hrefOf('folders', 'new')}>
              Add watched folder
            </Button>
          )}
        </Step>
        <Step number={3} title="Drop documents in" isDone={false} isCurrent={false}>
          <p className="dim">PDF, JPEG and PNG. Each batch gets its batch id here as soon as KlearStack has it.</p>
        </Step>
      </ol>
      {!hasCredential && (
        <div className="first-run-sandbox">
          <p className="dim">
            No account at hand? The sandbox stands in for KlearStack on this computer, with a folder of its own. Nothing
            is sent anywhere.
          </p>
          <Button
            variant="default"
            leftSection={<IconFlask size={16} aria-hidden />}
            loading={sandbox.isRunning}
            onClick={start}
          >
            Try it with the sandbox
          </Button>
        </div>
      )}
    </div>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly isDone: boolean;
  readonly isCurrent: boolean;
  readonly children: ReactNode;
}

function Step({ number, title, isDone, isCurrent, children }: StepProps) {
  return (
    <li aria-current={isCurrent ? 'step' : undefined}>
      <span className="first-run-number">{isDone ? <IconCheck size={17} aria-label="Done" /> : number}</span>
      <div>
        <Title order={2}>{title}</Title>
        {children}
      </div>
    </li>
  );
}

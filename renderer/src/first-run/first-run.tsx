// The guide of the first run: three steps, and the sandbox for those who only look.
import { Button, Title } from '@mantine/core';
import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import type { CredentialView, FolderView } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { showDone, showProblem } from '../ui/notices';
import './first-run.css';

interface FirstRunProps {
  readonly credentials: readonly CredentialView[];
  readonly folders: readonly FolderView[];
}

// Chromium writes down when it was first painted: the first start of all ends with it (test/bench/start.bench.ts).
const paintTold = { elementtiming: 'first-run' };
const steps = ['credential', 'folder', 'documents'] as const;

/** Shows which step is next; done ones are ticked. */
export function FirstRun({ credentials, folders }: FirstRunProps) {
  const { go } = useNavigation();
  const open = useAction('app.openFolder');
  const current = credentials.length === 0 ? 0 : folders.length === 0 ? 1 : 2;

  async function openFolder(): Promise<void> {
    const folder = folders[0];
    if (folder === undefined) return;
    const reply = await open.run({ folderId: folder.id });
    if (!reply.ok) showProblem(t('firstRun.folderNotOpened'), reply.problem);
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
          <Title order={2}>{t('firstRun.title')}</Title>
          <p {...paintTold}>{t('firstRun.lead')}</p>
        </div>
      )}
      <ol className="first-run-steps">
        {steps.map((name, step) => (
          <li key={name} data-state={step < current ? 'done' : step === current ? 'current' : 'later'}>
            <span className="first-run-number" aria-hidden="true">
              {step < current ? <IconCheck size={17} /> : step + 1}
            </span>
            <div className="first-run-words">
              <p className="first-run-title">
                {t(`firstRun.steps.${name}.title`)}
                {step < current && <span className="visually-hidden"> {t('firstRun.done')}</span>}
              </p>
              <p>{t(`firstRun.steps.${name}.text`)}</p>
            </div>
            {step === current && (
              <Button rightSection={<IconArrowRight size={16} aria-hidden />} onClick={actions[step]}>
                {t(`firstRun.steps.${name}.action`)}
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
  return (
    <div className="first-run-offer">
      <div className="first-run-words">
        <p className="first-run-title">{t('firstRun.rehearsals.title')}</p>
        <p>{t('firstRun.rehearsals.text')}</p>
      </div>
      <Button
        variant="default"
        onClick={() => {
          go({ page: 'rehearsals' });
        }}
      >
        {t('firstRun.rehearsals.action')}
      </Button>
    </div>
  );
}

function Sandbox() {
  const start = useAction('app.startSandbox');

  async function startIt(): Promise<void> {
    const reply = await start.run(null);
    if (reply.ok) showDone(t('firstRun.sandbox.ready', { folder: reply.value.folder }));
    else showProblem(t('firstRun.sandbox.notStarted'), reply.problem);
  }

  return (
    <div className="first-run-offer">
      <div className="first-run-words">
        <p className="first-run-title">{t('firstRun.sandbox.title')}</p>
        <p>{t('firstRun.sandbox.text')}</p>
      </div>
      <Button
        variant="default"
        loading={start.isRunning}
        onClick={() => {
          void startIt();
        }}
      >
        {t('firstRun.sandbox.action')}
      </Button>
    </div>
  );
}

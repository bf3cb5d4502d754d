// The buttons of a watched folder.
import { Button } from '@mantine/core';
import type { FolderView, Reply } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { confirmed } from '../ui/confirm';
import { showDone, showProblem } from '../ui/notices';
import { folderDraft, folderValues } from './folder-values';

interface RowButton {
  readonly label: string;
  readonly isRunning?: boolean;
  readonly run: () => void;
}

interface FolderActionsProps {
  readonly folder: FolderView;
  /** Somebody else decides about it: it can be looked at, scanned and opened. */
  readonly isLocked: boolean;
}

/** Edit, scan, open, pause, remove. */
export function FolderActions({ folder, isLocked }: FolderActionsProps) {
  const { id, path, paused } = folder;
  const { go } = useNavigation();
  const scan = useAction('folders.scan');
  const open = useAction('app.openFolder');
  const save = useAction('folders.save');
  const remove = useAction('folders.remove');

  async function tell(reply: Promise<Reply<unknown>>, words: { done?: string; notDone: string }): Promise<void> {
    const result = await reply;
    if (!result.ok) showProblem(words.notDone, result.problem);
    else if (words.done !== undefined) showDone(words.done);
  }

  const pausing: RowButton = {
    label: paused ? t('folders.actions.resume') : t('folders.actions.pause'),
    isRunning: save.isRunning,
    run: () => {
      const draft = folderDraft({ ...folderValues(folder, folder.credentialId), paused: !paused }, id);
      const resumed = {
        done: t('folders.actions.resumed', { path }),
        notDone: t('folders.actions.notResumed', { path }),
      };
      const halted = {
        done: t('folders.actions.paused', { path }),
        notDone: t('folders.actions.notPaused', { path }),
      };
      void tell(save.run(draft), paused ? resumed : halted);
    },
  };

  const buttons: readonly RowButton[] = [
    {
      label: isLocked ? t('policy.view') : t('folders.actions.edit'),
      run: () => {
        go({ page: 'folder-form', id });
      },
    },
    {
      label: t('folders.actions.scan'),
      isRunning: scan.isRunning,
      run: () => {
        void tell(scan.run({ id }), {
          done: t('folders.actions.scanned', { path }),
          notDone: t('folders.actions.notScanned', { path }),
        });
      },
    },
    {
      label: t('folders.actions.open'),
      run: () => {
        void tell(open.run({ folderId: id }), { notDone: t('folders.actions.notOpened', { path }) });
      },
    },
    ...(isLocked ? [] : [pausing]),
  ];

  return (
    <div className="row-actions">
      {buttons.map(({ label, run, isRunning = false }) => (
        <Button
          key={label}
          size="xs"
          variant="default"
          loading={isRunning}
          aria-label={t('folders.actions.named', { action: label, path })}
          onClick={run}
        >
          {label}
        </Button>
      ))}
      {!isLocked && (
        <Button
          size="xs"
          variant="subtle"
          color="red"
          c="var(--tone-bad)"
          aria-label={t('folders.actions.named', { action: t('folders.actions.remove'), path })}
          onClick={() => {
            const question = {
              title: t('folders.actions.removeTitle'),
              text: [t('folders.actions.removeText'), t('folders.actions.removeBatches')],
              confirm: t('folders.actions.remove'),
            };
            confirmed({ ...question, danger: true }, () => {
              void tell(remove.run({ id }), {
                done: t('folders.actions.removed', { path }),
                notDone: t('folders.actions.notRemoved', { path }),
              });
            });
          }}
        >
          {t('folders.actions.remove')}
        </Button>
      )}
    </div>
  );
}

// The buttons of a watched folder.
import { Button } from '@mantine/core';
import type { FolderView, Reply } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { useNavigation } from '../shell/navigation-context';
import { confirmed } from '../ui/confirm';
import { showDone, showProblem } from '../ui/notices';
import { folderDraft, folderValues } from './folder-values';

/** Edit, scan, open, pause, remove. */
export function FolderActions({ folder }: { readonly folder: FolderView }) {
  const { id, path, paused } = folder;
  const { go } = useNavigation();
  const scan = useAction('folders.scan');
  const open = useAction('app.openFolder');
  const save = useAction('folders.save');
  const remove = useAction('folders.remove');

  async function tell(reply: Promise<Reply<unknown>>, done: string | null): Promise<void> {
    const result = await reply;
    if (!result.ok) showProblem(path, result.problem);
    else if (done !== null) showDone(done);
  }

  const buttons = [
    {
      label: 'Edit',
      run: () => {
        go({ page: 'folder-form', id });
      },
    },
    {
      label: 'Scan now',
      isRunning: scan.isRunning,
      run: () => {
        void tell(scan.run({ id }), 'The folder was scanned.');
      },
    },
    {
      label: 'Open folder',
      run: () => {
        void tell(open.run({ folderId: id }), null);
      },
    },
    {
      label: paused ? 'Resume' : 'Pause',
      isRunning: save.isRunning,
      run: () => {
        const draft = folderDraft({ ...folderValues(folder, folder.credentialId), paused: !paused }, id);
        void tell(save.run(draft), paused ? 'The folder is watched again.' : 'The folder is paused.');
      },
    },
  ];

  return (
    <div className="row-actions">
      {buttons.map(({ label, run, isRunning = false }) => (
        <Button
          key={label}
          size="xs"
          variant="default"
          loading={isRunning}
          aria-label={`${label}: ${path}`}
          onClick={run}
        >
          {label}
        </Button>
      ))}
      <Button
        size="xs"
        variant="subtle"
        color="red"
        c="var(--tone-bad)"
        aria-label={`Remove: ${path}`}
        onClick={() => {
          const text = [
            'Batchdrop stops watching it. The folder and its files stay as they are, and what was delivered stays listed.',
            'Batches that are already packed are still sent.',
          ];
          confirmed({ title: 'Remove this watched folder?', text, confirm: 'Remove', danger: true }, () => {
            void tell(remove.run({ id }), 'The folder is no longer watched.');
          });
        }}
      >
        Remove
      </Button>
    </div>
  );
}

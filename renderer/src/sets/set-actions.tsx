// What can be done with one set: add documents, rename it while that is possible, export it.
import { Button } from '@mantine/core';
import { IconFileSpreadsheet, IconPencil } from '@tabler/icons-react';
import type { SetDetails } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { ChooseFilesButton } from '../drops/choose-files-button';
import { t } from '../i18n/translate';
import { showProblem, showSaved } from '../ui/notices';
import { setTitle } from './set-title';
import { useRenameSet } from './use-rename-set';

/** Nothing can be added to a set that needs attention: its batches would only wait. */
export function SetActions({ set }: { readonly set: SetDetails }) {
  const rename = useRenameSet();
  const save = useAction('sets.export');
  const { id, name, nameLock } = set;

  async function exportCsv(): Promise<void> {
    const reply = await save.run({ setId: id });
    if (!reply.ok) showProblem(t('sets.export.notSaved'), reply.problem);
    else if (reply.value.path !== null) {
      showSaved(t('sets.export.saved', { count: reply.value.documents }), reply.value.path);
    }
  }

  return (
    <>
      <AddDocuments set={set} />
      {id !== null && nameLock === null && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => {
            rename({ id, name });
          }}
        >
          {t('sets.rename.action')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
        loading={save.isRunning}
        onClick={() => {
          void exportCsv();
        }}
      >
        {t('sets.export.action')}
      </Button>
    </>
  );
}

function AddDocuments({ set }: { readonly set: SetDetails }) {
  const { id, state, credentialId, credentialName, folderId } = set;
  if (id === null) return <ChooseFilesButton label={t('sets.addNoSet')} />;
  if (state === 'needs-attention') return null;
  const into = { setId: id, title: setTitle(set), credentialId, credentialName, folderId };
  return <ChooseFilesButton label={t('sets.add')} into={into} />;
}

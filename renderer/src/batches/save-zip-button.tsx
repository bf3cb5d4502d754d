// Saves a batch's sealed zip where the user says: the very bytes that were or will be sent.
import { Button } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showProblem, showSaved } from '../ui/notices';

/** The program asks where; nothing is said when the user closes that dialog. */
export function SaveZipButton({ batchId }: { readonly batchId: number }) {
  const { run, isRunning } = useAction('batches.saveZip');

  async function save(): Promise<void> {
    const reply = await run({ batchId });
    const title = t('batches.zip.notSaved');
    if (!reply.ok) {
      const { problem } = reply;
      showProblem(title, problem.code === 'not-found' ? { ...problem, detail: t('batches.zip.gone') } : problem);
    } else if (reply.value.kind === 'zip-damaged') {
      showProblem(title, { code: 'failed', detail: t('batches.zip.damaged') });
    } else if (reply.value.kind === 'saved') showSaved(t('batches.zip.saved'), reply.value.path);
  }

  return (
    <Button
      variant="default"
      leftSection={<IconFileZip size={16} aria-hidden />}
      loading={isRunning}
      onClick={() => {
        void save();
      }}
    >
      {t('batches.zip.save')}
    </Button>
  );
}

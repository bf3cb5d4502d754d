// Puts a batch before all others, or back to its place.
import { Button } from '@mantine/core';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showProblem } from '../ui/notices';
import type { DecidableBatch } from './use-decide';

interface PrioritizeButtonProps {
  readonly batch: DecidableBatch;
  /** The button's words, with the batch's number for screen readers. */
  readonly named: (action: string) => { readonly 'aria-label': string; readonly children: string };
}

/** The latest that is put first goes first of all. */
export function PrioritizeButton({ batch: { id, prioritized }, named }: PrioritizeButtonProps) {
  const prioritize = useAction('queue.prioritize');

  async function change(): Promise<void> {
    const reply = await prioritize.run({ batchId: id, prioritized: !prioritized });
    if (!reply.ok) showProblem(t('sending.notPrioritized'), reply.problem);
  }

  return (
    <Button
      size="xs"
      variant="default"
      loading={prioritize.isRunning}
      onClick={() => {
        void change();
      }}
      {...named(prioritized ? t('sending.sendInTurn') : t('sending.sendFirst'))}
    />
  );
}

// What is paused, on every page, with the way to go on.
import { Button } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import type { PauseView } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { showProblem } from '../ui/notices';
import { useNow } from '../ui/use-now';
import { pausedWords, pauseSentence } from '../words/sending';

/** One line for each pause: nobody must wonder why nothing is sent. */
export function PauseBanners() {
  const pauses = useCall('pauses.list', null).data ?? [];
  return pauses.map((pause) => <PauseBanner key={pause.scope === 'all' ? 'all' : pause.id} pause={pause} />);
}

function PauseBanner({ pause }: { readonly pause: PauseView }) {
  const now = useNow();
  const end = useAction('pauses.end');

  async function resume(): Promise<void> {
    const reply = await end.run(pause.scope === 'all' ? { scope: 'all' } : { scope: pause.scope, id: pause.id });
    if (!reply.ok) showProblem(t('sending.notResumed'), reply.problem);
  }

  return (
    <section className="banner" data-tone="quiet" aria-label={pausedWords(pause)}>
      <IconPlayerPause className="banner-icon" size={20} aria-hidden />
      <div className="banner-words">
        <p>{pauseSentence(pause, now)}</p>
      </div>
      <Button
        size="xs"
        variant="default"
        loading={end.isRunning}
        aria-label={t('sending.resumeNamed', { what: pausedWords(pause) })}
        onClick={() => {
          void resume();
        }}
      >
        {t('sending.resume')}
      </Button>
    </section>
  );
}

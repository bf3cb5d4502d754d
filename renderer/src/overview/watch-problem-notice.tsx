// What keeps a folder from being watched whole, and the command that helps.
import type { WatchProblem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { CopyButton } from '../ui/copy-button';
import { watchProblemWords } from '../words/watching';

/** A sentence; the command can be copied, since nobody types it right. */
export function WatchProblemNotice({ problem }: { readonly problem: WatchProblem }) {
  const { sentence, command } = watchProblemWords(problem);
  return (
    <div className="watch-problem">
      <p>{sentence}</p>
      {command !== null && (
        <div className="watch-problem-command">
          <code translate="no">{command}</code>
          <CopyButton text={() => Promise.resolve(command)} label={t('overview.watch.copyCommand')} withText />
        </div>
      )}
    </div>
  );
}

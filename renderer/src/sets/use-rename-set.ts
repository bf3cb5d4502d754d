// Asks for another name of a set that is still to be created.
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showDone, showProblem } from '../ui/notices';
import { askForText } from '../ui/text-question';
import { setNameProblem } from './set-name-problem';

/** Opens the question for one set. */
export function useRenameSet(): (set: { readonly id: number; readonly name: string | null }) => void {
  const { run } = useAction('sets.rename');
  return ({ id, name: current }) => {
    const words = {
      ...{ title: t('sets.rename.title'), text: t('sets.rename.text'), label: t('sets.rename.label') },
      ...{ confirm: t('sets.rename.confirm'), initial: current ?? '' },
      check: (name: string) => setNameProblem(name, current),
    };
    askForText(words, async (name) => {
      const reply = await run({ setId: id, name });
      if (reply.ok) showDone(t('sets.rename.done', { name }));
      else showProblem(t('sets.rename.notDone'), reply.problem);
      return reply.ok;
    });
  };
}

// Asks for the number of a set that the server did not tell.
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showDone, showProblem } from '../ui/notices';
import { askForText } from '../ui/text-question';
import { decisionWords } from '../words/decisions';

/** Opens the question for one set. */
export function useEnterSetNumber(): (setId: number) => void {
  const { run } = useAction('sets.setNumber');
  return (setId) => {
    askForText({ ...decisionWords.setNumber, label: t('sets.number.label') }, async (referenceNumber) => {
      const reply = await run({ setId, referenceNumber });
      if (reply.ok) showDone(t('sets.number.saved', { number: referenceNumber }));
      else showProblem(t('sets.number.notSaved'), reply.problem);
      return reply.ok;
    });
  };
}

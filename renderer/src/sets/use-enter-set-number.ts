// Asks for the number of a set that the server did not tell.
import { useAction } from '../calls/use-action';
import { showDone, showProblem } from '../ui/notices';
import { askForText } from '../ui/text-question';
import { decisionWords } from '../words/decisions';

/** Opens the question for one set. */
export function useEnterSetNumber(): (setId: number) => void {
  const { run } = useAction('sets.setNumber');
  return (setId) => {
    askForText({ ...decisionWords.setNumber, label: 'Set reference number' }, async (referenceNumber) => {
      const reply = await run({ setId, referenceNumber });
      if (reply.ok) showDone(`The set now has number ${referenceNumber}.`);
      else showProblem('The number was not saved', reply.problem);
      return reply.ok;
    });
  };
}

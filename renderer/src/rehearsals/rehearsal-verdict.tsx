// What came of a rehearsal: amounts, what is wrong, what would be on screen; its steps are folded away.
import type { RehearsalResult } from '../../../preload/contract';
import { Fold } from '../ui/fold';
import { counted } from '../words/numbers';
import { onScreenWords, stepName, verdictWords } from '../words/rehearsals';
import { formatSeconds } from '../words/times';

/** The state itself stands in the row above. */
export function RehearsalVerdict({ result }: { readonly result: RehearsalResult }) {
  const { amounts, tone, problems } = verdictWords(result);
  return (
    <div className="rehearsal-verdict" data-tone={tone} data-testid="rehearsal-verdict">
      <p>
        {amounts} <span className="dim">({formatSeconds(result.durationMs)})</span>
      </p>
      {problems.length > 0 && (
        <ul className="rehearsal-problems" aria-label="What is wrong">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {result.onScreen.length > 0 && <OnScreen items={result.onScreen} />}
      {result.steps.length > 0 && <Steps steps={result.steps} />}
    </div>
  );
}

function OnScreen({ items }: { readonly items: RehearsalResult['onScreen'] }) {
  return (
    <dl className="rehearsal-on-screen">
      <dt>On screen</dt>
      {items.map((item) => {
        const { what, reason } = onScreenWords(item);
        return (
          <dd key={`${item.kind} ${item.reason}`}>
            {what}
            {reason !== null && <span className="dim"> – {reason}</span>}
          </dd>
        );
      })}
    </dl>
  );
}

function Steps({ steps }: { readonly steps: RehearsalResult['steps'] }) {
  return (
    <Fold summary={counted(steps.length, 'step')}>
      <ol className="rehearsal-steps">
        {steps.map(({ afterMs, type, detail }, index) => (
          <li key={index} data-type={type}>
            <span className="dim">{formatSeconds(afterMs)}</span>
            <span className="rehearsal-step-name">{stepName(type)}</span>
            <span className="rehearsal-step-detail">{detail}</span>
          </li>
        ))}
      </ol>
    </Fold>
  );
}

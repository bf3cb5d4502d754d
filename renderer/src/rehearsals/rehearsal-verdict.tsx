// What came of a rehearsal: amounts, what is wrong, what would be on screen; its steps are folded away.
import type { RehearsalResult, RehearsalStep } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Fold } from '../ui/fold';
import { stepWords } from '../words/rehearsal-steps';
import { onScreenWords, verdictWords } from '../words/rehearsals';
import { formatSeconds } from '../words/times';

/** The state itself stands in the row above. */
export function RehearsalVerdict({ result }: { readonly result: RehearsalResult }) {
  const { amounts, tone, problems } = verdictWords(result);
  return (
    <div className="rehearsal-verdict" data-tone={tone} data-testid="rehearsal-verdict">
      <p>
        {amounts}{' '}
        <span className="dim" translate="no">
          ({formatSeconds(result.durationMs)})
        </span>
      </p>
      {problems.length > 0 && (
        <ul className="rehearsal-problems" aria-label={t('rehearsals.verdict.problems')}>
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
      <dt>{t('rehearsals.verdict.onScreen')}</dt>
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
    <Fold summary={t('rehearsals.verdict.steps', { count: steps.length })}>
      <ol className="rehearsal-steps">
        {steps.map((step, index) => (
          <li key={index} data-type={step.type}>
            <span className="dim" translate="no">
              {formatSeconds(step.afterMs)}
            </span>
            <StepText step={step} />
          </li>
        ))}
      </ol>
    </Fold>
  );
}

function StepText({ step }: { readonly step: RehearsalStep }) {
  const { sentence, reason, quote } = stepWords(step);
  return (
    <span>
      {sentence}
      {reason !== undefined && <span className="dim"> {reason}</span>}
      {quote && (
        <span className="dim">
          {' '}
          <q translate="no">{quote}</q>
        </span>
      )}
    </span>
  );
}

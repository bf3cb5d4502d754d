// What was decided about a batch, by a person or by a setting.
import type { BatchDecisionView } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Moment } from '../ui/moment';
import { Panel } from '../ui/panel';
import { decisionSentence } from '../words/batch-status';

/** Oldest first; nothing when nothing was decided. */
export function DecisionList({ decisions }: { readonly decisions: readonly BatchDecisionView[] }) {
  if (decisions.length === 0) return null;
  return (
    <Panel title={t('batches.decisions.title')}>
      <ol className="decision-list">
        {decisions.map((decision, index) => (
          // Two decisions may have been made in the same millisecond; none is ever taken out.
          <li key={index}>
            <span className="dim">
              <Moment at={decision.at} />
            </span>
            <span>{decisionSentence(decision)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

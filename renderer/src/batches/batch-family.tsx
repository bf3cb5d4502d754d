// The batches that a batch was split from or into, as links.
import type { BatchDetails, BatchFamilyMember } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { PageLink } from '../sets/page-link';
import { Panel } from '../ui/panel';
import { StateMark } from '../ui/state-mark';
import { batchStates } from '../words/states';

/** Nothing for a batch that was never split. */
export function BatchFamily({ batch: { whole, halves } }: { readonly batch: BatchDetails }) {
  if (whole === null && halves.length === 0) return null;
  return (
    <Panel title={t('batches.family.title')}>
      {whole !== null && (
        <>
          <p className="panel-note">{t(`batches.family.whole.${whole.reason}`)}</p>
          <Members members={[whole]} />
        </>
      )}
      {halves.length > 0 && (
        <>
          <p className="panel-note">{t('batches.family.halves')}</p>
          <Members members={halves} />
        </>
      )}
    </Panel>
  );
}

function Members({ members }: { readonly members: readonly BatchFamilyMember[] }) {
  return (
    <ul className="batch-members">
      {members.map(({ id, documents, state }) => (
        <li key={id}>
          <PageLink to={{ page: 'batch', id }}>
            {t('batches.family.member', { batch: String(id), count: documents })}
          </PageLink>
          <StateMark label={batchStates[state]} />
        </li>
      ))}
    </ul>
  );
}

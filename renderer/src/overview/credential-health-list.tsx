// Whether each credential is in use or paused, and why.
import { Anchor } from '@mantine/core';
import type { Overview } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { Moment } from '../ui/moment';
import { Panel } from '../ui/panel';
import { StateMark } from '../ui/state-mark';
import { heldReason } from '../words/reasons';
import { credentialStates } from '../words/states';

/** One row each; its name leads to its form. */
export function CredentialHealthList({ credentials }: Pick<Overview, 'credentials'>) {
  const { go } = useNavigation();
  return (
    <Panel
      title={t('shell.views.credentials')}
      aside={
        <Anchor
          component="button"
          size="sm"
          onClick={() => {
            go({ page: 'credentials' });
          }}
        >
          {t('overview.credentials.all')}
        </Anchor>
      }
    >
      <ul className="credential-rows">
        {credentials.map(({ id, name, status }) => (
          <li key={id} className="credential-row" data-testid="credential-health">
            <Anchor
              component="button"
              className="health-row-link"
              aria-label={t('overview.credentials.edit', { name })}
              onClick={() => {
                go({ page: 'credential-form', id });
              }}
            >
              <span translate="no">{name}</span>
            </Anchor>
            <span className="credential-row-state">
              <StateMark label={credentialStates[status.state]} />
              {status.state === 'paused' && (
                <span className="health-row-detail">
                  <Moment at={status.since} />
                </span>
              )}
            </span>
            {status.state === 'paused' && <p className="credential-row-reason">{heldReason(status.reason)}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

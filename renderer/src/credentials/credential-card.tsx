// One credential with its state and what can be done with it.
import { Badge, Button, Title } from '@mantine/core';
import type { CredentialView } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { LockMark } from '../policy/lock-mark';
import { usePolicy } from '../policy/use-policy';
import { useNavigation } from '../shell/navigation-context';
import { confirmed } from '../ui/confirm';
import { showDone, showProblem } from '../ui/notices';
import { ServerWords } from '../ui/server-words';
import { StateMark } from '../ui/state-mark';
import { fingerprintsOf, proxyWords, trustWords } from '../words/certificates';
import { inDoubtRuleNames } from '../words/credential-help';
import { heldReason } from '../words/reasons';
import { credentialStates, secretKeeping } from '../words/states';
import { Fingerprint } from './certificate-facts';
import { useResume } from './use-resume';

/** The password itself is never here: only how it is kept. */
export function CredentialCard({ credential }: { readonly credential: CredentialView }) {
  const { id, name, status, tokenMode } = credential;
  const changed = status.state === 'paused' ? fingerprintsOf(status.reason, status.serverWords) : null;
  const lock = usePolicy().credential(id);
  const { go } = useNavigation();
  const { resume, isRunning } = useResume();
  const remove = useAction('credentials.remove');

  async function removeIt(): Promise<void> {
    const reply = await remove.run({ id });
    if (reply.ok) showDone(t('credentials.card.deleted', { name }));
    else showProblem(t('credentials.card.notDeleted', { name }), reply.problem);
  }

  return (
    <li className="card" data-testid="credential-card">
      <div className="card-head">
        <Title order={2} className="card-title">
          <span translate="no">{name}</span>
          {credential.sandbox && (
            <Badge size="sm" variant="default" ml="xs">
              {t('credentials.card.sandbox')}
            </Badge>
          )}
        </Title>
        <StateMark label={credentialStates[status.state]} />
      </div>
      {lock !== null && <LockMark lock={lock} />}
      <dl className="facts">
        <div>
          <dt>{t('credentials.card.server')}</dt>
          <dd translate="no">{credential.baseUrl}</dd>
        </div>
        <div>
          <dt>{t('credentials.card.user')}</dt>
          <dd translate="no">
            {credential.companyName} / {credential.username}
          </dd>
        </div>
        <div>
          <dt>{t('credentials.card.password')}</dt>
          <dd>
            <StateMark label={secretKeeping[credential.password]} />
          </dd>
        </div>
        <div>
          <dt>{t('credentials.card.token')}</dt>
          <dd>
            {tokenMode === 'automatic' ? (
              t('credentials.card.tokenAutomatic')
            ) : (
              <StateMark label={secretKeeping[credential.token]} />
            )}
          </dd>
        </div>
        <div>
          <dt>{t('credentials.card.trust.label')}</dt>
          <dd>{trustWords(credential.trust)}</dd>
        </div>
        <div>
          <dt>{t('credentials.card.proxy.label')}</dt>
          <dd>{proxyWords(credential.proxy)}</dd>
        </div>
        <div>
          <dt>{t('credentials.card.inDoubt')}</dt>
          <dd>{inDoubtRuleNames[credential.inDoubt].label}</dd>
        </div>
        <div>
          <dt>{t('credentials.card.usedBy')}</dt>
          <dd>{t('credentials.card.folders', { count: credential.folders })}</dd>
        </div>
      </dl>
      {status.state === 'paused' && (
        <div className="card-notice">
          <div>
            <p>
              {heldReason(status.reason)} {t('credentials.card.batchesWait')}
            </p>
            {changed === null ? (
              <ServerWords words={status.serverWords} />
            ) : (
              <dl className="facts certificate-facts">
                <Fingerprint label={t('credentials.test.certificate.trustedBefore')} fingerprint={changed.trusted} />
                <Fingerprint label={t('credentials.card.shownNow')} fingerprint={changed.shown} />
              </dl>
            )}
          </div>
          <Button
            size="xs"
            aria-label={t('credentials.card.resumeNamed', { name })}
            loading={isRunning}
            onClick={() => {
              void resume(id);
            }}
          >
            {t('credentials.card.resume')}
          </Button>
        </div>
      )}
      <div className="row-actions">
        <Button
          size="xs"
          variant="default"
          aria-label={t(lock === null ? 'credentials.card.editNamed' : 'policy.enterPasswordNamed', { name })}
          onClick={() => {
            go({ page: 'credential-form', id });
          }}
        >
          {t(lock === null ? 'credentials.card.edit' : 'policy.enterPassword')}
        </Button>
        {lock === null && (
          <Button
            size="xs"
            variant="subtle"
            color="red"
            c="var(--tone-bad)"
            aria-label={t('credentials.card.deleteNamed', { name })}
            onClick={() => {
              const question = {
                title: t('credentials.card.deleteTitle', { name }),
                text: t('credentials.card.deleteText'),
                confirm: t('credentials.card.delete'),
              };
              confirmed({ ...question, danger: true }, () => {
                void removeIt();
              });
            }}
          >
            {t('credentials.card.delete')}
          </Button>
        )}
      </div>
    </li>
  );
}

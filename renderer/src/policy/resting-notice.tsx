// Watched folders of one's own that are not watched now, because they overlap one of the policy's.
import { IconLock } from '@tabler/icons-react';
import { t } from '../i18n/translate';
import { askWhom } from './lock-words';
import { usePolicy } from './use-policy';
import './policy.css';

/** They are in no list as long as they rest; nothing is shown when none does. */
export function RestingNotice() {
  const { policy } = usePolicy();
  if (policy === null || policy.resting.length === 0) return null;
  const { organisation, resting } = policy;
  return (
    <section className="lock-notice" aria-label={t('policy.resting.title', { count: resting.length })}>
      <IconLock size={18} aria-hidden />
      <div>
        <p>
          <strong>{t('policy.resting.title', { count: resting.length })}</strong>
        </p>
        <p>
          {t('policy.resting.text', { organisation })} {askWhom(policy)}
        </p>
        <ul translate="no">
          {resting.map((path) => (
            <li key={path}>{path}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}

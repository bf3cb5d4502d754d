// Above the page: the file of the computer's policy is wrong, and what holds until it is corrected.
import { IconLockExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import type { PolicyInForce } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Banner } from '../shell/banner';
import { PathText } from '../ui/path-text';
import { policyProblemSentence } from './lock-words';
import { usePolicy } from './use-policy';
import './policy.css';

// A file that is wrong from top to bottom has a sentence for each field; the first ones say enough.
const shownDetails = 3;

/** Can be closed: most people can do nothing but tell somebody. Another problem shows it again. */
export function PolicyBanner() {
  const { policy, problem, file } = usePolicy();
  const [closed, setClosed] = useState<string | null>(null);
  if (problem === null) return null;
  const key = JSON.stringify(problem);
  if (closed === key) return null;
  return (
    <Banner
      tone="attention"
      icon={IconLockExclamation}
      title={policy === null ? t('policy.stoppedTitle') : t('policy.problemTitle')}
      onDismiss={() => {
        setClosed(key);
      }}
    >
      <p>
        {policyProblemSentence(problem)} {policy !== null && `${t('policy.before')} `}
        {tellWhom(policy)}
      </p>
      {problem.details.length > 0 && (
        <ul className="policy-details" lang="en" translate="no">
          {problem.details.slice(0, shownDetails).map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {file !== null && <PathText path={file} />}
    </Banner>
  );
}

function tellWhom(policy: PolicyInForce | null): string {
  if (policy === null) return t('policy.tell');
  const { organisation, contact } = policy;
  return contact === null ? t('policy.tell') : t('policy.tellContact', { organisation, contact });
}

// Who manages this computer, and by which file.
import { t } from '../i18n/translate';
import { PathText } from '../ui/path-text';
import { usePolicy } from './use-policy';

/** Rows of a list of facts; none without a policy. */
export function ManagedFacts() {
  const { policy, file } = usePolicy();
  if (policy === null || file === null) return null;
  const { organisation, contact, updateChannel } = policy;
  return (
    <>
      <div>
        <dt>{t('policy.managed')}</dt>
        <dd translate="no">{contact === null ? organisation : `${organisation}, ${contact}`}</dd>
      </div>
      <div>
        <dt>{t('policy.file')}</dt>
        <dd>
          <PathText path={file} />
        </dd>
      </div>
      {updateChannel !== null && (
        <div>
          <dt>{t('policy.updates')}</dt>
          <dd>{t(`policy.channels.${updateChannel.value}`, { organisation })}</dd>
        </div>
      )}
    </>
  );
}

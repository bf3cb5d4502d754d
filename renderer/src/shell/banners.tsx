// What concerns the whole program: it cannot work, it began anew, or passwords are lost at the next start.
import { IconAlertOctagon, IconFileBroken } from '@tabler/icons-react';
import { useState } from 'react';
import type { CredentialView, StoppedReason } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { PolicyBanner } from '../policy/policy-banner';
import { keptAsideSentence, stoppedWords } from '../words/stopped';
import { Banner } from './banner';
import { KeyringBanner } from './keyring-banner';
import { PauseBanners } from './pause-banners';

/** Above the page, as long as the reason lasts. */
export function Banners() {
  const info = useCall('app.info', null);
  const credentials = useCall('credentials.list', null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  if (info.data === undefined) return null;
  const { stopped, keptAside, keyring } = info.data;
  return (
    <>
      {stopped !== null && <StoppedBanner reason={stopped} />}
      <PolicyBanner />
      <PauseBanners />
      {keptAside
        .filter(({ path }) => !closed.has(path))
        .map((file) => (
          <Banner
            key={file.path}
            tone="attention"
            icon={IconFileBroken}
            title={file.what === 'ledger' ? t('shell.ledgerDamaged') : t('shell.settingsDamaged')}
            onDismiss={() => {
              setClosed((current) => new Set([...current, file.path]));
            }}
          >
            <p>{keptAsideSentence(file)}</p>
          </Banner>
        ))}
      {keyring === 'none' && (credentials.data ?? []).some(forgetsASecret) && <KeyringBanner />}
    </>
  );
}

function StoppedBanner({ reason }: { readonly reason: StoppedReason }) {
  const words = stoppedWords[reason];
  return (
    <Banner tone="bad" icon={IconAlertOctagon} title={t('shell.notDelivering')}>
      <p>
        {words.reason} {words.help}
      </p>
    </Banner>
  );
}

/** The sandbox's password is no secret: it is made anew at each start. */
function forgetsASecret({ sandbox, password, token }: CredentialView): boolean {
  return !sandbox && (password === 'session' || token === 'session');
}

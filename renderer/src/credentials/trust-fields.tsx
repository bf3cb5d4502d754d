// Which certificates of the server are trusted. There is no choice "any".
import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { bridge } from '../bridge';
import { t } from '../i18n/translate';
import { useIsLocked } from '../policy/locked-fields';
import { showProblem } from '../ui/notices';
import { CertificateFacts, Fingerprint } from './certificate-facts';
import type { FormPart } from './form-part';

const kinds = ['system', 'authority', 'pinned'] as const;

/** A pinned certificate is chosen where it is seen: in the result of a test. */
export function TrustFields({ form }: FormPart) {
  const { trust, authorities, pin } = form.values;
  const isLocked = useIsLocked();
  return (
    <div className="form-fields network-part">
      <Radio.Group
        label={t('credentials.network.trust')}
        description={t('credentials.network.trustHelp')}
        {...form.getInputProps('trust')}
      >
        <Stack gap="xs" mt="sm">
          {kinds.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={t(`credentials.network.trusts.${kind}`)}
              description={t(`credentials.network.trustHelps.${kind}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {trust === 'authority' && (
        <div>
          {authorities.map((certificate) => (
            <CertificateFacts key={certificate.fingerprint} certificate={certificate} />
          ))}
          {!isLocked && <AuthorityButton form={form} />}
        </div>
      )}
      {trust === 'pinned' && pin !== '' && (
        <dl className="facts certificate-facts">
          <Fingerprint label={t('credentials.network.pinnedIs')} fingerprint={pin} />
        </dl>
      )}
      {trust === 'pinned' && pin === '' && <p className="hint">{t('credentials.network.needsPin')}</p>}
    </div>
  );
}

function AuthorityButton({ form }: FormPart) {
  const [problem, setProblem] = useState<string | null>(null);

  async function choose(): Promise<void> {
    const reply = await bridge.call('credentials.pickAuthority', null);
    if (!reply.ok) {
      showProblem(t('credentials.authorityProblems.unreadable'), reply.problem);
      return;
    }
    const picked = reply.value;
    if (picked.kind === 'cancelled') return;
    if (picked.kind === 'refused') {
      setProblem(t(`credentials.authorityProblems.${picked.problem}`));
      return;
    }
    setProblem(null);
    form.setFieldValue('authorityPem', picked.pem);
    form.setFieldValue('authorities', picked.certificates);
    form.clearFieldError('trust');
  }

  const isChosen = form.values.authorities.length > 0;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          void choose();
        }}
      >
        {t(isChosen ? 'credentials.network.chooseAnother' : 'credentials.network.chooseFile')}
      </Button>
      <p role="status" className="file-problem">
        {problem}
      </p>
    </>
  );
}

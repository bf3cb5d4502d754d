// A certificate as a person compares it with what the server's operator says.
import type { CertificateView } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { formatMoment } from '../words/times';
import './credentials.css';

/** `before`: the fingerprint that was trusted until now. */
export function CertificateFacts({
  certificate,
  before = null,
}: {
  readonly certificate: CertificateView;
  readonly before?: string | null;
}) {
  const { subject, issuer, validFrom, validTo, fingerprint } = certificate;
  const valid = { from: formatMoment(validFrom), to: formatMoment(validTo) };
  return (
    <dl className="facts certificate-facts">
      <Fact label={t('credentials.network.subject')} text={subject} />
      <Fact label={t('credentials.network.issuer')} text={issuer} />
      <Fact label={t('credentials.network.valid')} text={t('credentials.network.validFromTo', valid)} />
      {before !== null && <Fingerprint label={t('credentials.test.certificate.trustedBefore')} fingerprint={before} />}
      <Fingerprint label={t('credentials.network.fingerprint')} fingerprint={fingerprint} />
    </dl>
  );
}

/** In groups that two people can read to each other. */
export function Fingerprint({ label, fingerprint }: { readonly label: string; readonly fingerprint: string }) {
  return (
    <div className="fingerprint-fact">
      <dt>{label}</dt>
      <dd className="fingerprint" translate="no">
        {fingerprint}
      </dd>
    </div>
  );
}

function Fact({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd translate="no">{text}</dd>
    </div>
  );
}

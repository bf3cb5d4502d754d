// What a person reads about certificates and the proxy of a credential.
import type { CredentialProxy, TrustView } from '../../../preload/contract';
import { t } from '../i18n/translate';

/** The two fingerprints of a certificate that changed; null when the words are of something else. */
export function fingerprintsOf(
  reason: string,
  words: string | null,
): { readonly trusted: string; readonly shown: string } | null {
  const [trusted, shown] = (words ?? '').split(' ');
  if (reason !== 'certificate-changed' || trusted === undefined || shown === undefined) return null;
  return { trusted, shown };
}

/** Both fingerprints in one sentence. */
export function changedCertificate(reason: string, words: string | null): string | null {
  const both = fingerprintsOf(reason, words);
  return both === null ? null : t('credentials.changed', both);
}

/** In one line. */
export function trustWords(trust: TrustView): string {
  if (trust.kind === 'system') return t('credentials.card.trust.system');
  if (trust.kind === 'pinned')
    return t('credentials.card.trust.pinned', { fingerprint: `${trust.fingerprint.slice(0, 23)}…` });
  return t('credentials.card.trust.authority', { names: trust.certificates.map(({ subject }) => subject).join('; ') });
}

/** In one line. */
export function proxyWords(proxy: CredentialProxy): string {
  if (proxy.kind !== 'manual') return t(`credentials.card.proxy.${proxy.kind}`);
  return t('credentials.card.proxy.manual', { host: proxy.host, port: String(proxy.port) });
}

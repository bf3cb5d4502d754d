// What the credential's form holds about certificates and the proxy.
import type {
  CertificateView,
  CredentialDraft,
  CredentialProxy,
  CredentialView,
  TrustView,
} from '../../../preload/contract';
import { t } from '../i18n/translate';
import { problemSentence } from '../words/problems';

export interface NetworkValues {
  readonly trust: TrustView['kind'];
  /** What was chosen in this form; null: as it is saved. */
  readonly authorityPem: string | null;
  readonly authorities: readonly CertificateView[];
  /** A fingerprint; empty: none yet. */
  readonly pin: string;
  readonly proxy: CredentialProxy['kind'];
  readonly proxyHost: string;
  readonly proxyPort: number | '';
  readonly proxyUsername: string;
  readonly proxyPassword: string;
}

type Saved = Pick<CredentialView, 'trust' | 'proxy'>;

/** A form for a new credential begins with what the system says. */
export function networkValues(saved: Saved | null): NetworkValues {
  const trust = saved?.trust ?? { kind: 'system' };
  const proxy = saved?.proxy ?? { kind: 'system' };
  const manual = proxy.kind === 'manual' ? proxy : null;
  return {
    trust: trust.kind,
    authorityPem: null,
    authorities: trust.kind === 'authority' ? trust.certificates : [],
    pin: trust.kind === 'pinned' ? trust.fingerprint : '',
    proxy: proxy.kind,
    proxyHost: manual?.host ?? '',
    proxyPort: manual?.port ?? '',
    proxyUsername: manual?.username ?? '',
    proxyPassword: '',
  };
}

/** Fields without an entry are fine. */
export function networkProblems(values: NetworkValues): Partial<Record<keyof NetworkValues, string>> {
  const { trust, authorities, pin, proxy, proxyHost, proxyPort } = values;
  const host = proxyHost.trim();
  return {
    ...(trust === 'authority' && authorities.length === 0 && { trust: t('credentials.network.needsFile') }),
    ...(trust === 'pinned' && pin === '' && { trust: t('credentials.network.needsPin') }),
    ...(proxy === 'manual' && {
      ...(host === '' && { proxyHost: problemSentence({ code: 'required' }) }),
      ...(/[\s/@?#]/.test(host) && { proxyHost: t('credentials.network.badHost') }),
      ...(!isPort(proxyPort) && { proxyPort: t('credentials.network.badPort') }),
    }),
  };
}

/** What is sent of it. */
export function networkDraft(values: NetworkValues): Pick<CredentialDraft, 'trust' | 'proxy' | 'proxyPassword'> {
  const { proxyPassword } = values;
  const isLogin = values.proxy === 'manual' && values.proxyUsername.trim() !== '';
  return {
    trust: trustDraft(values),
    proxy: proxyDraft(values),
    ...(isLogin && proxyPassword !== '' && { proxyPassword }),
  };
}

/** Whether no certificate is taken that was not taken before. */
export function isTrustKept({ trust, authorityPem, pin }: NetworkValues, saved: TrustView): boolean {
  if (trust === 'system') return true;
  if (trust === 'pinned') return saved.kind === 'pinned' && saved.fingerprint === pin;
  return saved.kind === 'authority' && authorityPem === null;
}

function trustDraft({ trust, authorityPem, pin }: NetworkValues): NonNullable<CredentialDraft['trust']> {
  if (trust === 'pinned') return { kind: 'pinned', fingerprint: pin };
  if (trust === 'authority') return { kind: 'authority', ...(authorityPem !== null && { pem: authorityPem }) };
  return { kind: 'system' };
}

function proxyDraft({ proxy, proxyHost, proxyPort, proxyUsername }: NetworkValues): CredentialProxy {
  if (proxy !== 'manual') return { kind: proxy };
  const username = proxyUsername.trim();
  return {
    kind: 'manual',
    host: proxyHost.trim(),
    port: Number(proxyPort),
    username: username === '' ? null : username,
  };
}

function isPort(port: number | ''): boolean {
  return port !== '' && Number.isInteger(port) && port >= 1 && port <= 65_535;
}

// Calls about credentials. Secrets come in and never go out.
import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { CertificateView, CredentialDraft, CredentialView, TrustView } from '../../preload/contract';
import { authorityFileBytes, describePem, networkOf, parseAuthority, testCredential } from '../engine/form-checks';
import type { CredentialId, Trust } from '../engine/model';
import type { Secrets } from '../engine/ports';
import { lockedCredential, lockedRemoval } from '../policy/guard';
import { checkCredential, credentialFromDraft, isEmpty, trustFromDraft } from '../settings/check-credential';
import type { SavedCredential } from '../settings/settings-file';
import { ok, problem, type Handlers } from './answer-call';
import type { Services } from './services';

type CredentialCalls = Pick<
  Handlers,
  | 'credentials.list'
  | 'credentials.save'
  | 'credentials.remove'
  | 'credentials.test'
  | 'credentials.resume'
  | 'credentials.pickAuthority'
>;

const testLimitMs = 45_000;

export function credentialCalls(services: Services): CredentialCalls {
  const { settings, secrets, engine, views, clock, policy = () => null } = services;

  async function toView({
    id,
    name,
    baseUrl,
    companyName,
    username,
    ...saved
  }: SavedCredential): Promise<CredentialView> {
    const { tokenMode, inDoubt, sandbox } = saved;
    return {
      ...{ id, name, baseUrl, companyName, username, tokenMode, inDoubt, sandbox },
      password: secrets.keepingOf(id as CredentialId, 'password'),
      token: secrets.keepingOf(id as CredentialId, 'token'),
      trust: trustView(saved.trust),
      proxy: saved.proxy ?? { kind: 'system' },
      proxyPassword: secrets.keepingOf(id as CredentialId, 'proxy'),
      status: await views.credentialStatus(id),
      folders: settings.get().folders.filter(({ credentialId }) => credentialId === id).length,
    };
  }

  function check(draft: CredentialDraft): ReturnType<typeof checkCredential> {
    const { credentials } = settings.get();
    const saved = credentials.find(({ id }) => id === draft.id);
    const has = (kind: 'password' | 'token'): boolean =>
      saved !== undefined &&
      goesTheSameWay(saved, draft, trustOf(draft, saved)) &&
      secrets.keepingOf(saved.id as CredentialId, kind) !== 'missing';
    if (trustOf(draft, saved) === null) return { code: 'invalid-request', field: 'trust' };
    return checkCredential(draft, { credentials, has });
  }

  function trustOf(draft: CredentialDraft, saved: SavedCredential | undefined): Trust | null {
    return trustFromDraft(draft, saved?.trust, clock.now());
  }

  /** A proxy's password is for that proxy. */
  function keepsProxyPassword(before: SavedCredential | undefined, after: SavedCredential): boolean {
    const [old, now] = [before?.proxy, after.proxy];
    if (old?.kind !== 'manual' || now?.kind !== 'manual') return false;
    return old.host === now.host && old.port === now.port && now.username !== null;
  }

  return {
    'credentials.list': async () => ok(await Promise.all(settings.get().credentials.map(toView))),
    'credentials.save': async (draft) => {
      const wrong = check(draft);
      if (wrong !== null) return { ok: false, problem: wrong };
      const before = settings.get().credentials.find(({ id }) => id === draft.id);
      if (draft.id !== undefined && before === undefined) return problem('not-found');
      const id = draft.id ?? randomUUID();
      const trust = trustOf(draft, before) ?? { kind: 'system' };
      const saved = credentialFromDraft(draft, id, before?.sandbox ?? false, trust);
      const locked = lockedCredential(policy(), draft, saved);
      if (locked !== null) return { ok: false, problem: locked };
      if (before !== undefined && !goesTheSameWay(before, draft, trust)) secrets.remove(id as CredentialId);
      if (!keepsProxyPassword(before, saved)) secrets.forget(id as CredentialId, 'proxy');
      if (!isEmpty(draft.password)) secrets.save(id as CredentialId, 'password', draft.password ?? '');
      if (!isEmpty(draft.token)) secrets.save(id as CredentialId, 'token', draft.token ?? '');
      if (!isEmpty(draft.proxyPassword) && saved.proxy?.kind === 'manual' && saved.proxy.username !== null) {
        secrets.save(id as CredentialId, 'proxy', draft.proxyPassword ?? '');
      }
      settings.change((current) => ({
        ...current,
        credentials:
          before === undefined
            ? [...current.credentials, saved]
            : current.credentials.map((credential) => (credential.id === id ? saved : credential)),
      }));
      await services.applySettings();
      // What paused it may be what was just changed; the next attempt finds out.
      await engine.resumeCredential(id as CredentialId);
      return ok(await toView(saved));
    },
    'credentials.remove': async ({ id }) => {
      const locked = lockedRemoval(policy(), 'credentials', id);
      if (locked !== null) return { ok: false, problem: locked };
      const { folders, drops } = settings.get();
      // What was dropped and is not delivered yet would stay for ever.
      const active = drops.filter(({ state }) => state !== 'interrupted');
      if ([...folders, ...active].some(({ credentialId }) => credentialId === id)) return problem('in-use');
      secrets.remove(id as CredentialId);
      settings.change((current) => ({
        ...current,
        credentials: current.credentials.filter((credential) => credential.id !== id),
      }));
      await services.applySettings();
      return ok(null);
    },
    'credentials.test': async (draft) => {
      const wrong = check(draft);
      // A name that is taken does not matter for a test.
      if (wrong !== null && wrong.field !== 'name') return { ok: false, problem: wrong };
      const id = (draft.id ?? 'draft') as CredentialId;
      const before = settings.get().credentials.find((saved) => saved.id === draft.id);
      const credential = credentialFromDraft(draft, id, false, trustOf(draft, before) ?? { kind: 'system' });
      const isSameProxy = keepsProxyPassword(before, credential);
      const tried: Secrets = {
        password: (of) => (isEmpty(draft.password) ? secrets.password(of) : Promise.resolve(draft.password ?? null)),
        pastedToken: (of) => (isEmpty(draft.token) ? secrets.pastedToken(of) : Promise.resolve(draft.token ?? null)),
        proxyPassword: (of) => {
          if (!isEmpty(draft.proxyPassword)) return Promise.resolve(draft.proxyPassword ?? null);
          return isSameProxy ? (secrets.proxyPassword?.(of) ?? Promise.resolve(null)) : Promise.resolve(null);
        },
      };
      const network = networkOf({ ...credential, id }, { secrets: tried, resolveProxy: services.resolveProxy });
      const result = await testCredential(
        { credential: { ...credential, id }, secrets: tried, clock, network },
        { signal: AbortSignal.timeout(testLimitMs) },
      );
      if (result.kind === 'no-secret') {
        return problem('no-secret', { field: draft.tokenMode === 'pasted' ? 'token' : 'password' });
      }
      if (result.kind !== 'certificate') return ok(result);
      return ok({ ...result, certificate: withoutPem(result.certificate) });
    },
    'credentials.pickAuthority': async () => {
      const path = (await services.desktop.pickCertificate?.()) ?? null;
      if (path === null) return ok({ kind: 'cancelled' });
      const content = await readAuthorityFile(path);
      if (content === null) return ok({ kind: 'refused', problem: 'unreadable' });
      const checked = parseAuthority(content, clock.now());
      if (!checked.ok) return ok({ kind: 'refused', problem: checked.problem });
      return ok({ kind: 'authority', pem: checked.pem, certificates: checked.certificates.map(withoutPem) });
    },
    'credentials.resume': async ({ id }) => {
      if (!settings.get().credentials.some((credential) => credential.id === id)) return problem('not-found');
      await engine.resumeCredential(id as CredentialId);
      return ok(null);
    },
  };
}

/**
 * A saved secret is for the server it was typed for: whoever names another one, or takes a certificate that was not taken
 * before, has to know the secret. Otherwise a window that was taken over could have every saved password sent to a server
 * of its choice. What is not encrypted is read by a proxy as well.
 */
function goesTheSameWay(saved: SavedCredential, draft: CredentialDraft, trust: Trust | null): boolean {
  if (!URL.canParse(draft.baseUrl) || new URL(saved.baseUrl).origin !== new URL(draft.baseUrl).origin) return false;
  const isPlain = new URL(saved.baseUrl).protocol === 'http:';
  const isSameProxy = isDeepStrictEqual(saved.proxy ?? { kind: 'system' }, draft.proxy ?? { kind: 'system' });
  if (isPlain && !isSameProxy && draft.proxy?.kind === 'manual') return false;
  return trust !== null && (trust.kind === 'system' || isDeepStrictEqual(trust, saved.trust));
}

function trustView(trust: Trust | undefined): TrustView {
  if (trust === undefined || trust.kind === 'system') return { kind: 'system' };
  if (trust.kind === 'pinned') return { kind: 'pinned', fingerprint: trust.fingerprint };
  return { kind: 'authority', certificates: describePem(trust.pem).map(withoutPem) };
}

function withoutPem({ subject, issuer, validFrom, validTo, fingerprint }: CertificateView): CertificateView {
  return { subject, issuer, validFrom, validTo, fingerprint };
}

/** null: it cannot be read, or is far too large for what it should be. */
async function readAuthorityFile(path: string): Promise<Buffer | null> {
  try {
    const { size } = await stat(path);
    return size > authorityFileBytes ? null : await readFile(path);
  } catch {
    return null;
  }
}

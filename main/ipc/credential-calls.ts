// Calls about credentials. Secrets come in and never go out.
import { randomUUID } from 'node:crypto';
import type { CredentialDraft, CredentialView } from '../../preload/contract';
import { testCredential } from '../engine/form-checks';
import type { CredentialId } from '../engine/model';
import { checkCredential, credentialFromDraft, isEmpty } from '../settings/check-credential';
import type { SavedCredential } from '../settings/settings-file';
import { ok, problem, type Handlers } from './answer-call';
import type { Services } from './services';

type CredentialCalls = Pick<
  Handlers,
  'credentials.list' | 'credentials.save' | 'credentials.remove' | 'credentials.test' | 'credentials.resume'
>;

const testLimitMs = 45_000;

export function credentialCalls(services: Services): CredentialCalls {
  const { settings, secrets, engine, views, clock } = services;

  async function toView({
    id,
    name,
    baseUrl,
    companyName,
    username,
    ...saved
  }: SavedCredential): Promise<CredentialView> {
    const { tokenMode, allowPlainHttp, inDoubt, sandbox } = saved;
    return {
      ...{ id, name, baseUrl, companyName, username, tokenMode, allowPlainHttp, inDoubt, sandbox },
      password: secrets.keepingOf(id as CredentialId, 'password'),
      token: secrets.keepingOf(id as CredentialId, 'token'),
      status: await views.credentialStatus(id),
      folders: settings.get().folders.filter(({ credentialId }) => credentialId === id).length,
    };
  }

  function check(draft: CredentialDraft): ReturnType<typeof checkCredential> {
    const id = draft.id as CredentialId | undefined;
    const has = (kind: 'password' | 'token'): boolean => id !== undefined && secrets.keepingOf(id, kind) !== 'missing';
    return checkCredential(draft, { credentials: settings.get().credentials, has });
  }

  return {
    'credentials.list': async () => ok(await Promise.all(settings.get().credentials.map(toView))),
    'credentials.save': async (draft) => {
      const wrong = check(draft);
      if (wrong !== null) return { ok: false, problem: wrong };
      const before = settings.get().credentials.find(({ id }) => id === draft.id);
      if (draft.id !== undefined && before === undefined) return problem('not-found');
      const id = draft.id ?? randomUUID();
      const saved = credentialFromDraft(draft, id, before?.sandbox ?? false);
      if (!isEmpty(draft.password)) secrets.save(id as CredentialId, 'password', draft.password ?? '');
      if (!isEmpty(draft.token)) secrets.save(id as CredentialId, 'token', draft.token ?? '');
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
      const result = await testCredential(
        {
          credential: { ...credentialFromDraft(draft, id, false), id },
          secrets: {
            password: (of) =>
              isEmpty(draft.password) ? secrets.password(of) : Promise.resolve(draft.password ?? null),
            pastedToken: (of) =>
              isEmpty(draft.token) ? secrets.pastedToken(of) : Promise.resolve(draft.token ?? null),
          },
          clock,
        },
        { signal: AbortSignal.timeout(testLimitMs) },
      );
      if (result.kind === 'no-secret') {
        return problem('no-secret', { field: draft.tokenMode === 'pasted' ? 'token' : 'password' });
      }
      return ok(result);
    },
    'credentials.resume': async ({ id }) => {
      await engine.resumeCredential(id as CredentialId);
      return ok(null);
    },
  };
}

// The settings as support needs them: what was chosen, without who somebody is and without anything secret.
import type { SavedCredential, SavedFolder, Settings } from '../settings/settings-file';

/** Field by field: whatever is added to the settings later stays out until somebody decides about it here. */
export function settingsSummary(settings: Settings, withoutNames: (text: string) => string): object {
  const { language, weakStorageAccepted, sandboxPort, uploads, preferences } = settings;
  return {
    language,
    weakStorageAccepted,
    sandboxPort,
    uploads,
    preferences: {
      ...preferences,
      spoolFolder: preferences.spoolFolder === null ? null : withoutNames(preferences.spoolFolder),
    },
    credentials: settings.credentials.map((credential) => summaryOfCredential(credential, settings.secrets)),
    folders: settings.folders.map((folder) => summaryOfFolder(folder, withoutNames)),
  };
}

function summaryOfCredential(credential: SavedCredential, secrets: Settings['secrets']): object {
  const { id, baseUrl, tokenMode, inDoubt, sandbox, trust, proxy } = credential;
  return {
    ...{ id, server: originOf(baseUrl), tokenMode, inDoubt, sandbox },
    // Whose certificate, and which proxy, is the company's business.
    ...{ trust: trust?.kind ?? 'system', proxy: proxy?.kind ?? 'system' },
    savedSecrets: ['password', 'token', 'proxy'].filter((name) => `${id}/${name}` in secrets),
  };
}

/** Without a path or anything before the host: both may hold what is nobody's business. */
function originOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : 'not an address';
}

function summaryOfFolder(folder: SavedFolder, withoutNames: (text: string) => string): object {
  const { id, credentialId, documentType, invoiceType, processingPref, batch } = folder;
  const { priority, sourceName, accountId, afterUpload, duplicates, otherImages, watch, paused } = folder;
  return {
    ...{ id, path: withoutNames(folder.path), credentialId, documentType, invoiceType, processingPref },
    ...{ priority: priority ?? null, sendsSourceName: sourceName !== undefined, hasAccount: accountId !== undefined },
    ...{ setPolicy: folder.set.policy, batch, afterUpload, duplicates, otherImages, watch: watch ?? null, paused },
  };
}

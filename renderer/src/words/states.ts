// The words for states of documents, batches, sets, folders, credentials and secrets.
import type {
  BatchStateName,
  CredentialStatus,
  DocumentView,
  FolderHealth,
  SecretKeeping,
  SetSummary,
} from '../../../preload/contract';
import { t } from '../i18n/translate';
import type { Label, Tone } from './tones';

export const batchStates = labels<BatchStateName>(
  {
    open: 'moving',
    sealed: 'moving',
    sending: 'moving',
    waiting: 'moving',
    held: 'attention',
    'in-doubt': 'attention',
    splitting: 'moving',
    accepted: 'good',
    split: 'quiet',
    cancelled: 'quiet',
  },
  (state) => t(`states.batch.${state}`),
);

export const documentStates = labels<DocumentView['state']>(
  {
    settling: 'moving',
    ready: 'moving',
    sealed: 'moving',
    delivered: 'good',
    'set-aside': 'attention',
    duplicate: 'double',
  },
  (state) => t(`states.document.${state}`),
);

export const originals: Record<NonNullable<DocumentView['original']>, string> = t('states.original', {
  returnObjects: true,
});

export const setStates = labels<SetSummary['state']>(
  { planned: 'quiet', creating: 'moving', open: 'good', 'needs-attention': 'attention', none: 'quiet' },
  (state) => t(`states.set.${state}`),
);

export const folderHealth = labels<FolderHealth>(
  { watching: 'good', scanning: 'moving', offline: 'attention', paused: 'quiet', error: 'bad' },
  (state) => t(`states.folder.${state}`),
);

export const credentialStates = labels<CredentialStatus['state']>({ ok: 'good', paused: 'attention' }, (state) =>
  t(`states.credential.${state}`),
);

export const secretKeeping = labels<SecretKeeping>(
  { keyring: 'good', weak: 'quiet', session: 'attention', missing: 'bad' },
  (state) => t(`states.secret.${state}`),
);

/** A state without a tone, or without a text of its own, is a compile error. */
function labels<State extends string>(
  tones: Record<State, Tone>,
  textOf: (state: State) => string,
): Record<State, Label> {
  const states = Object.entries(tones) as [State, Tone][];
  return Object.fromEntries(states.map(([state, tone]) => [state, { text: textOf(state), tone }])) as Record<
    State,
    Label
  >;
}

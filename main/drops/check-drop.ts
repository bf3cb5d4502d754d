// Checks what a drop is to be sent with; the answer names the form field.
import type { DropProfile, DropSet, Problem } from '../../preload/contract';
import type { SourceViews } from '../ledger/views/source-views';
import { checkProfile } from '../settings/check-folder';
import type { DropSetPolicy } from '../settings/saved-drop';

type Checked<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** The set policy of a drop that may be sent. */
export async function checkDrop(
  profile: DropProfile,
  set: DropSet,
  credentialIds: readonly string[],
  views: Pick<SourceViews, 'setById' | 'setByNumber'>,
): Promise<Checked<DropSetPolicy>> {
  const wrong = checkProfile(
    {
      ...profile,
      ...{ path: '', quietSeconds: 0, afterUpload: 'leave', paused: false },
      ...{ watchMode: 'auto', pollSeconds: 30 },
      setPolicy: set.kind === 'new' ? 'new-per-folder' : set.kind === 'existing' ? 'existing' : 'none',
      setName: set.kind === 'new' ? set.name : '',
      setReferenceNumber: set.kind === 'existing' ? set.referenceNumber : '',
    },
    credentialIds,
  );
  if (wrong !== null) return { ok: false, problem: wrong };
  switch (set.kind) {
    case 'none':
      return { ok: true, value: { policy: 'none' } };
    case 'new': {
      // The folder of a drop has a name that says nothing to anybody.
      const [, detail] = /\{(folder|subfolder)\}/.exec(set.name) ?? [];
      if (detail !== undefined) return refused({ code: 'invalid-template', field: 'setName', detail });
      return { ok: true, value: { policy: 'new-per-folder', name: set.name.trim() } };
    }
    case 'existing': {
      const referenceNumber = set.referenceNumber.trim();
      const known = await views.setByNumber(profile.credentialId, referenceNumber);
      if (known === null) return { ok: true, value: { policy: 'existing', referenceNumber } };
      return { ok: true, value: { policy: 'known', key: known.key, name: known.name, referenceNumber } };
    }
    case 'known': {
      const known = await views.setById(set.setId);
      if (known === null) return refused({ code: 'not-found', field: 'setId' });
      // Its number means nothing to another account.
      if (known.credentialId !== profile.credentialId) return refused({ code: 'wrong-state', field: 'credentialId' });
      if (known.state === 'needs-attention') return refused({ code: 'wrong-state', field: 'setId' });
      const { key, name, referenceNumber } = known;
      return { ok: true, value: { policy: 'known', key, name, referenceNumber } };
    }
  }
}

function refused(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

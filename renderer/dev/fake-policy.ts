// The development bridge's part about the computer's policy: one that locks some things, in the state with troubles.
import type { PolicyView } from '../../preload/contract';
import type { FakeState } from './fake-states';
import { credentials, folders } from './sample-setup';

const file = '/etc/batchdrop/policy.json';

export function fakePolicy(state: FakeState): PolicyView {
  if (state !== 'trouble') return { file, policy: null, problem: null };
  const [credential] = credentials;
  const [locked, preset] = folders;
  return {
    file,
    policy: {
      ...{ organisation: 'Northwind IT', contact: 'it-help@northwind.example' },
      credentials: credential === undefined ? {} : { [credential.id]: { locked: true } },
      folders: {
        ...(locked === undefined ? {} : { [locked.id]: { locked: true } }),
        ...(preset === undefined ? {} : { [preset.id]: { locked: false } }),
      },
      settings: { bytesPerSecond: { locked: true }, timetable: { locked: true }, keepZipsDays: { locked: false } },
      updateChannel: { value: 'stable', locked: true },
      resting: ['/srv/scans/Accounts payable/incoming/2026'],
    },
    problem: { kind: 'invalid', details: ['settings.places.value: Too big: expected number to be <=8.'] },
  };
}

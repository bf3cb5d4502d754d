// Development only: puts the fake program in place, then starts the real window.
import { fakeBridge } from './fake-bridge';
import { fakeStates } from './fake-states';

const wanted = new URLSearchParams(window.location.search).get('state');
const state = fakeStates.find((known) => known === wanted) ?? 'full';
Object.defineProperty(window, 'batchdrop', { value: fakeBridge(state) });
await import('../src/main');

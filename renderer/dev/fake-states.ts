// The situations that the fake program can be in.

export const fakeStates = ['full', 'quiet', 'empty', 'loading', 'failed', 'trouble'] as const;
export type FakeState = (typeof fakeStates)[number];

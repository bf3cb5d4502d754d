// How serious a state is. The window shows a tone as a colour and always with a word beside it.

export type Tone = 'good' | 'moving' | 'attention' | 'bad' | 'double' | 'quiet';

/** A state in words. */
export interface Label {
  readonly text: string;
  readonly tone: Tone;
}

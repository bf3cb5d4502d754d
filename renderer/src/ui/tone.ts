// The tones that states are shown in. theme.css has a text and a fill colour for each.

export type Tone = 'good' | 'moving' | 'attention' | 'bad' | 'double' | 'quiet';

/** Readable on every surface. */
export function toneText(tone: Tone): string {
  return `var(--tone-${tone})`;
}

/** For bars and dots. */
export function toneFill(tone: Tone): string {
  return `var(--tone-${tone}-fill)`;
}

// A state as a coloured dot with its name; never colour alone.
import type { CSSProperties } from 'react';
import { toneFill, toneText, type Tone } from './tone';

export function Status({ label, tone }: { readonly label: string; readonly tone: Tone }) {
  const style = { color: toneText(tone), '--status-fill': toneFill(tone) } as CSSProperties;
  return (
    <span className="status" style={style}>
      {label}
    </span>
  );
}

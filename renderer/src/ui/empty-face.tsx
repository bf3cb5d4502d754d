// A quiet page in place of a list: what would be here, and the next step.
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './ui.css';

interface EmptyFaceProps {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
  readonly tone?: 'quiet' | 'bad';
}

/** Centred icon, title, sentence and action. */
export function EmptyFace({ icon: Picture, title, text, action, tone = 'quiet' }: EmptyFaceProps) {
  return (
    <div className="empty-face" data-tone={tone}>
      <span className="empty-face-icon">
        <Picture size={28} stroke={1.5} aria-hidden />
      </span>
      <p className="empty-face-title">{title}</p>
      <p className="empty-face-text">{text}</p>
      {action}
    </div>
  );
}

// What a view shows when there is nothing yet: why, and what to do next.
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  /** Buttons. */
  readonly children?: ReactNode;
}

export function EmptyState({ icon, title, text, children }: Props) {
  return (
    <div className="note">
      <span className="note-icon" aria-hidden="true">
        {icon}
      </span>
      <Title order={2}>{title}</Title>
      <p className="dim">{text}</p>
      {children !== undefined && <div className="note-actions">{children}</div>}
    </div>
  );
}

// Something that is folded away until it is asked for.
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './ui.css';

interface FoldProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  /** Called each time it is opened. */
  readonly onOpen?: () => void;
}

/** The browser's own disclosure: works with keyboard and screen reader, and keeps its state by itself. */
export function Fold({ summary, children, onOpen }: FoldProps) {
  return (
    <details
      className="fold"
      onToggle={(event) => {
        if (event.currentTarget.open) onOpen?.();
      }}
    >
      <summary>
        <IconChevronRight className="fold-chevron" size={16} aria-hidden />
        {summary}
      </summary>
      <div className="fold-content">{children}</div>
    </details>
  );
}

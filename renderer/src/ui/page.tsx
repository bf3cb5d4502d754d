// A page: its heading, which takes the focus when the page opens, its actions and its content.
import { Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import './ui.css';

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  /** A page whose list scrolls by itself fills the window's height. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}

/** The content of the main area. */
export function Page({ title, lead, actions, fills = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Batchdrop`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className="page" data-fills={fills}>
      <header className="page-header">
        <div>
          <Title order={1} ref={heading} tabIndex={-1} className="page-title">
            {title}
          </Title>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

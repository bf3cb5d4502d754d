// A page: its heading, which takes the focus when the page opens, its actions and its content.
import { Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import './ui.css';

interface PageProps {
  readonly title: string;
  /** The title is a name that somebody gave, not a text of the window's language. */
  readonly isTitleData?: boolean;
  readonly lead?: string;
  /** A link to where this page belongs. */
  readonly back?: ReactNode;
  readonly actions?: ReactNode;
  /** A page whose list scrolls by itself fills the window's height. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}

/** The content of the main area. */
export function Page({ title, isTitleData = false, lead, back, actions, fills = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Batchdrop`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className="page" data-fills={fills}>
      <header className="page-header">
        <div>
          {back}
          <Title
            order={1}
            ref={heading}
            tabIndex={-1}
            className="page-title"
            translate={isTitleData ? 'no' : undefined}
          >
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

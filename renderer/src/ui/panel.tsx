// A bordered surface with a heading; groups what belongs together.
import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import './ui.css';

interface PanelProps {
  readonly title?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A section of a page, named by its heading. */
export function Panel({ title, aside, children }: PanelProps) {
  const headingId = useId();
  return (
    <section className="panel" aria-labelledby={title === undefined ? undefined : headingId}>
      {title !== undefined && (
        <div className="panel-header">
          <Title order={2} id={headingId}>
            {title}
          </Title>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

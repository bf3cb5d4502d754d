// A page's title, one line about it, and what can be done on it.
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children?: ReactNode;
}

export function PageHeader({ title, about, children }: Props) {
  return (
    <header className="page-header">
      <div>
        <Title order={1}>{title}</Title>
        {about !== undefined && <p className="dim">{about}</p>}
      </div>
      {children !== undefined && <div className="page-header-actions">{children}</div>}
    </header>
  );
}

// A link to another page of the window.
import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { hashOf, type Location } from '../shell/location';
import { useNavigation } from '../shell/navigation-context';

interface PageLinkProps {
  readonly to: Location;
  readonly children: ReactNode;
  readonly className?: string;
  /** The words are data, not of the window's language. */
  readonly isData?: boolean;
}

/** A real link with a real address; what a form has not saved is asked about first. */
export function PageLink({ to, children, className, isData = false }: PageLinkProps) {
  const { go } = useNavigation();
  return (
    <Anchor
      href={hashOf(to)}
      inherit
      {...(className !== undefined && { className })}
      {...(isData && { translate: 'no' as const })}
      onClick={(event) => {
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </Anchor>
  );
}

/** Above a page's heading: back to where the page belongs. */
export function BackLink({ to, children }: Pick<PageLinkProps, 'to' | 'children'>) {
  return (
    <PageLink to={to} className="back-link">
      <IconArrowLeft size={15} aria-hidden />
      {children}
    </PageLink>
  );
}

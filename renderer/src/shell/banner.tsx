// A message about the whole program, above the page.
import { CloseButton } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { t } from '../i18n/translate';

interface BannerProps {
  readonly tone: 'bad' | 'attention';
  readonly icon: Icon;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly onDismiss?: () => void;
}

/** What stops the program is read out at once; the rest is a landmark. */
export function Banner({ tone, icon: Picture, title, children, action, onDismiss }: BannerProps) {
  const titleId = useId();
  return (
    <section className="banner" data-tone={tone} role={tone === 'bad' ? 'alert' : 'region'} aria-labelledby={titleId}>
      <Picture className="banner-icon" size={20} aria-hidden />
      <div className="banner-words">
        <p id={titleId} className="banner-title">
          {title}
        </p>
        {children}
      </div>
      {action}
      {onDismiss !== undefined && (
        <CloseButton size="sm" aria-label={t('shell.close', { title })} onClick={onDismiss} />
      )}
    </section>
  );
}

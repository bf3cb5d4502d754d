// The views with their keyboard shortcuts and what waits in them.
import { UnstyledButton } from '@mantine/core';
import {
  IconBellRinging,
  IconFlask,
  IconFolders,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconSettings,
  IconStack2,
  IconUpload,
  type Icon,
} from '@tabler/icons-react';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { SearchButton } from '../search/search-button';
import { formatCount } from '../words/numbers';
import { viewOf, views, type View } from './location';
import { useNavigation } from './navigation-context';
import { ThemeSwitch } from './theme-switch';
import { Wordmark } from './wordmark';

const icons: Record<View, Icon> = {
  overview: IconLayoutDashboard,
  attention: IconBellRinging,
  sets: IconStack2,
  queue: IconUpload,
  activity: IconHistory,
  folders: IconFolders,
  credentials: IconKey,
  settings: IconSettings,
  // Not for every day: it stands apart, at the end.
  rehearsals: IconFlask,
};

/** The left side of the window; a row at the top when the window is narrow. */
export function NavigationBar() {
  const { location, go } = useNavigation();
  const info = useCall('app.info', null);
  const badges = useBadges();
  const isMac = info.data?.platform === 'darwin';
  return (
    <aside className="nav" aria-label={t('shell.sidebar')}>
      <Wordmark />
      <SearchButton isMac={isMac} />
      <nav aria-label={t('shell.mainNavigation')} className="nav-views">
        {views.map((view, index) => {
          const Picture = icons[view];
          const name = t(`shell.views.${view}`);
          const badge = badges[view];
          return (
            <UnstyledButton
              key={view}
              className="nav-view"
              aria-current={viewOf(location) === view ? 'page' : undefined}
              aria-keyshortcuts={isMac ? `Meta+${index + 1}` : `Control+${index + 1}`}
              title={`${name} (${isMac ? '⌘' : t('shell.controlKey')}${index + 1})`}
              onClick={() => {
                go({ page: view });
              }}
            >
              <Picture size={19} stroke={1.7} aria-hidden />
              <span className="nav-view-name">{name}</span>
              {badge !== undefined && (
                <span className="nav-badge" data-tone={badge.tone}>
                  {badge.text}
                  <span className="visually-hidden"> {badge.words}</span>
                </span>
              )}
            </UnstyledButton>
          );
        })}
      </nav>
      <div className="nav-end">
        <ThemeSwitch />
        {info.data !== undefined && <p className="nav-version">{t('shell.version', { version: info.data.version })}</p>}
      </div>
    </aside>
  );
}

interface Badge {
  readonly text: string;
  readonly words: string;
  readonly tone: 'attention' | 'quiet';
}

function useBadges(): Partial<Record<View, Badge>> {
  const overview = useCall('overview.get', { period: 'all' });
  // The total is all that is needed; the shortest page carries it.
  const queue = useCall('queue.list', { offset: 0, limit: 1 });
  const waiting = overview.data?.attentionTotal ?? 0;
  const queued = queue.data?.total ?? 0;
  return {
    ...(waiting > 0 && {
      attention: { text: waiting > 99 ? '99+' : String(waiting), words: t('shell.badgeAttention'), tone: 'attention' },
    }),
    ...(queued > 0 && { queue: { text: formatCount(queued), words: t('shell.badgeQueue'), tone: 'quiet' } }),
  };
}

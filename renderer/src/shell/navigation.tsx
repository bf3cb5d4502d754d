// The places of the window, with the number of things that wait for a person.
import { Kbd, Tooltip } from '@mantine/core';
import { IconFolders, IconKey, IconLayoutDashboard, IconSend, IconStack2, type Icon } from '@tabler/icons-react';
import { useCall } from '../calls/use-call';
import { Mark } from './mark';
import { hrefOf, placeNames, places, type Place } from './routes';
import { SchemeSwitch } from './scheme-switch';

const icons: Readonly<Record<Place, Icon>> = {
  overview: IconLayoutDashboard,
  sets: IconStack2,
  queue: IconSend,
  folders: IconFolders,
  credentials: IconKey,
};

interface Props {
  readonly current: Place;
  readonly version: string | null;
}

export function Navigation({ current, version }: Props) {
  const { data: overview } = useCall('overview.get', null);
  const waiting = overview?.attention.length ?? 0;
  const modifier = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';
  return (
    <nav className="shell-nav" aria-label="Main">
      <p className="shell-brand">
        <Mark />
        Batchdrop
      </p>
      <ul>
        {places.map((place, index) => {
          const PlaceIcon = icons[place];
          return (
            <li key={place}>
              <Tooltip position="right" label={<Kbd size="xs">{`${modifier}+${index + 1}`}</Kbd>} openDelay={900}>
                <a
                  className="shell-link"
                  href={hrefOf(place)}
                  aria-current={place === current ? 'page' : undefined}
                  aria-keyshortcuts={`Control+${index + 1} Meta+${index + 1}`}
                >
                  <PlaceIcon size={18} stroke={1.7} aria-hidden />
                  {placeNames[place]}
                  {place === 'overview' && waiting > 0 && (
                    <span className="shell-count" title={`${waiting} need attention`}>
                      {waiting > 99 ? '99+' : waiting}
                      <span className="visually-hidden"> need attention</span>
                    </span>
                  )}
                </a>
              </Tooltip>
            </li>
          );
        })}
      </ul>
      <div className="shell-foot">
        <span>{version === null ? '' : `Version ${version}`}</span>
        <SchemeSwitch />
      </div>
    </nav>
  );
}

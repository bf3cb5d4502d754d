// The frame of the window: navigation, banners and the current place.
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import '../ui/ui.css';
import { useCall } from '../calls/use-call';
import { CredentialsPage } from '../credentials/credentials-page';
import { FoldersPage } from '../folders/folders-page';
import { OverviewPage } from '../overview/overview-page';
import { QueuePage } from '../queue/queue-page';
import { SetsPage } from '../sets/sets-page';
import { Banners } from './banners';
import { Navigation } from './navigation';
import { placeNames, places, type Route } from './routes';
import './shell.css';
import { goTo, useRoute } from './use-route';

export function App() {
  const route = useRoute();
  const { data: info } = useCall('app.info', null);
  const main = useRef<HTMLElement>(null);
  useHotkeys(
    places.map((place, index) => [`mod+${index + 1}`, () => goTo(place)]),
    [],
  );
  const address = `${route.place}/${route.detail ?? ''}`;
  useEffect(() => {
    document.title = `${placeNames[route.place]} · Batchdrop`;
    main.current?.scrollTo(0, 0);
  }, [address, route.place]);
  return (
    <div className="shell">
      <Navigation current={route.place} version={info?.version ?? null} />
      <main className="shell-main" ref={main} tabIndex={-1}>
        <Banners info={info} />
        <div className="page" key={address}>
          <CurrentPlace {...route} />
        </div>
      </main>
    </div>
  );
}

function CurrentPlace({ place, detail }: Route) {
  switch (place) {
    case 'overview':
      return <OverviewPage />;
    case 'sets':
      return <SetsPage />;
    case 'queue':
      return <QueuePage />;
    case 'folders':
      return <FoldersPage detail={detail} />;
    case 'credentials':
      return <CredentialsPage detail={detail} />;
  }
}

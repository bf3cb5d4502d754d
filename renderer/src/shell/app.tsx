// The window: navigation beside the page, banners above it.
import { useHotkeys } from '@mantine/hooks';
import { DropProvider } from '../drops/drop-context';
import { RehearsalProvider } from '../rehearsals/rehearsal-context';
import { t } from '../i18n/translate';
import { SearchProvider } from '../search/search-context';
import { LiveRegion } from '../ui/live-region';
import { Banners } from './banners';
import { views } from './location';
import { NavigationBar } from './navigation-bar';
import { NavigationProvider, useNavigation } from './navigation-context';
import { Pages } from './pages';
import './shell.css';
import { UploadVoice } from './upload-voice';
import { useReadyMark } from './use-ready-mark';

/** Everything inside the providers. */
export function App() {
  return (
    <NavigationProvider>
      <LiveRegion>
        <UploadVoice />
        <RehearsalProvider>
          <DropProvider>
            <SearchProvider>
              <Shell />
            </SearchProvider>
          </DropProvider>
        </RehearsalProvider>
      </LiveRegion>
    </NavigationProvider>
  );
}

function Shell() {
  const { go } = useNavigation();
  useReadyMark();
  useHotkeys(
    views.map((page, index) => [
      `mod+${index + 1}`,
      () => {
        go({ page });
      },
    ]),
    // The shortcuts work while typing too.
    [],
  );
  return (
    <div className="shell">
      <a
        className="shell-skip"
        href="#content"
        onClick={(event) => {
          // The address names the page; it must not change.
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {t('shell.skipToContent')}
      </a>
      <NavigationBar />
      <main id="content" className="shell-main" tabIndex={-1}>
        <Banners />
        <div className="shell-page">
          <Pages />
        </div>
      </main>
    </div>
  );
}

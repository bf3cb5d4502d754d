// Puts the program's parts around the shell and starts React.
import '@mantine/core/styles.css';
import '@mantine/charts/styles.css';
import '@mantine/notifications/styles.css';
import './theme/theme.css';
import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridge } from './bridge';
import { createCalls } from './calls/query-client';
import { App } from './shell/app';
import { theme } from './theme/theme';
import { adoptThemeVariables } from './theme/theme-variables';

/** Shows the window. */
export function mount(): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root element.');

  adoptThemeVariables(document, theme);
  const client = createCalls(bridge);

  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <QueryClientProvider client={client}>
          <ModalsProvider modalProps={{ lockScroll: false, centered: true }}>
            <App />
          </ModalsProvider>
          <Notifications position="bottom-right" autoClose={6000} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

// Marks the page as ready once the first data are there; tests and screenshots wait for it.
import { useEffect } from 'react';
import { useCall } from '../calls/use-call';

/** Sets `data-ready="true"` on the body, once. */
export function useReadyMark(): void {
  const info = useCall('app.info', null);
  const overview = useCall('overview.get', { period: 'all' });
  const credentials = useCall('credentials.list', null);
  const isReady = info.isSuccess && overview.isSuccess && credentials.isSuccess;
  useEffect(() => {
    if (isReady) document.body.dataset['ready'] = 'true';
  }, [isReady]);
}

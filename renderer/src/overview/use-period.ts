// Which period the overview shows; remembered on this computer.
import { useLocalStorage } from '@mantine/hooks';
import { periods, type Period } from '../../../preload/contract';

/** `all` until a person chose another one. */
export function usePeriod(): readonly [Period, (period: Period) => void] {
  const [period, setPeriod] = useLocalStorage<Period>({
    ...{ key: 'batchdrop-overview-period', defaultValue: 'all' },
    // In the first render already: another period must not flash by.
    getInitialValueInEffect: false,
    serialize: (value) => value,
    deserialize: (value) => periods.find((one) => one === value) ?? 'all',
  });
  return [period, setPeriod];
}

// The buttons that fit a batch's state.
import { Button } from '@mantine/core';
import type { QueueItem } from '../../../preload/contract';
import { isSealedAgain, useDecide } from './use-decide';

/** Nothing for batches that go on by themselves. */
export function BatchActions({ batch }: { readonly batch: QueueItem }) {
  const { retry, sendAgain, arrived, withdraw, isRunning } = useDecide(batch);
  const retryLabel = batch.state === 'waiting' ? 'Try now' : isSealedAgain(batch) ? 'Seal again' : 'Try again';
  const named = (label: string) => ({ 'aria-label': `${label}, batch ${batch.id}`, children: label });
  switch (batch.state) {
    case 'held':
    case 'waiting':
      return (
        <div className="row-actions">
          <Button
            size="xs"
            variant={batch.state === 'held' ? 'filled' : 'default'}
            loading={isRunning}
            onClick={retry}
            {...named(retryLabel)}
          />
          <Button size="xs" variant="default" onClick={withdraw} {...named('Withdraw')} />
        </div>
      );
    case 'in-doubt':
      return (
        <div className="row-actions">
          <Button size="xs" loading={isRunning} onClick={arrived} {...named('It arrived…')} />
          <Button size="xs" variant="default" onClick={sendAgain} {...named('Send again')} />
          <Button size="xs" variant="default" onClick={withdraw} {...named('Withdraw')} />
        </div>
      );
    default:
      return null;
  }
}

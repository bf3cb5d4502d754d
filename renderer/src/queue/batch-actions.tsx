// The buttons that fit a batch's state.
import { Button } from '@mantine/core';
import { t } from '../i18n/translate';
import { decisionNames } from '../words/decisions';
import { PrioritizeButton } from './prioritize-button';
import { isSealedAgain, useDecide, type DecidableBatch } from './use-decide';

/** Nothing for batches that are being packed, sent or cut. */
export function BatchActions({ batch }: { readonly batch: DecidableBatch }) {
  const { retry, sendAgain, arrived, withdraw, isRunning } = useDecide(batch);
  const retryWhenHeld = isSealedAgain(batch) ? decisionNames.sealAgain : decisionNames.tryAgain;
  const retryLabel = batch.state === 'waiting' ? decisionNames.tryNow : retryWhenHeld;
  const named = (action: string) => ({
    'aria-label': t('queue.actionOnBatch', { action, batch: String(batch.id) }),
    children: action,
  });
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
          {batch.state === 'waiting' && <PrioritizeButton batch={batch} named={named} />}
          <Button size="xs" variant="default" onClick={withdraw} {...named(decisionNames.withdraw)} />
        </div>
      );
    case 'sealed':
      return (
        <div className="row-actions">
          <PrioritizeButton batch={batch} named={named} />
          <Button size="xs" variant="default" onClick={withdraw} {...named(decisionNames.withdraw)} />
        </div>
      );
    case 'in-doubt':
      return (
        <div className="row-actions">
          <Button size="xs" loading={isRunning} onClick={arrived} {...named(decisionNames.arrived)} />
          <Button size="xs" variant="default" onClick={sendAgain} {...named(decisionNames.sendAgain)} />
          <Button size="xs" variant="default" onClick={withdraw} {...named(decisionNames.withdraw)} />
        </div>
      );
    default:
      return null;
  }
}

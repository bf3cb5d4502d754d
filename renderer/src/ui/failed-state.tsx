// What a view shows when its content could not be read.
import { Button, Title } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';

interface Props {
  readonly text: string;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}

export function FailedState({ text, isRetrying, onRetry }: Props) {
  return (
    <div className="note" role="alert">
      <span className="note-icon" aria-hidden="true">
        <IconAlertTriangle size={22} color="var(--tone-bad)" />
      </span>
      <Title order={2}>This could not be shown</Title>
      <p className="dim">{text}</p>
      <div className="note-actions">
        <Button variant="default" leftSection={<IconRefresh size={16} />} loading={isRetrying} onClick={onRetry}>
          Retry
        </Button>
      </div>
    </div>
  );
}

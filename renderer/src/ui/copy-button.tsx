// Copies a text through the program and says that it did.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { bridge } from '../bridge';
import { t } from '../i18n/translate';
import { useAnnounce } from './live-region';
import { showProblem } from './notices';

interface CopyButtonProps {
  /** Asked for when pressed: a long text may have to be fetched first. null when that did not work. */
  readonly text: () => Promise<string | null>;
  readonly label: string;
  /** With its label as text; else as an icon with the label as its name. */
  readonly withText?: boolean;
}

/** A button that copies. */
export function CopyButton({ text, label, withText = false }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  const { start } = useTimeout(() => {
    setCopied(false);
  }, 2000);
  const announce = useAnnounce();

  async function copy(): Promise<void> {
    const value = await text();
    if (value === null) return;
    const reply = await bridge.call('app.copyText', { text: value });
    if (!reply.ok) {
      showProblem(t('common.notCopied'), reply.problem);
      return;
    }
    setCopied(true);
    announce(t('common.copied'));
    start();
  }

  const icon = isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />;
  const onClick = () => {
    void copy();
  };
  if (withText) {
    return (
      <Button variant="default" size="xs" leftSection={icon} onClick={onClick}>
        {isCopied ? t('common.copied') : label}
      </Button>
    );
  }
  return (
    <Tooltip label={isCopied ? t('common.copied') : label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

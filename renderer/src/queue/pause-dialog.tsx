// What to pause, and for how long.
import { Button, Group, Modal, NativeSelect, Radio, Stack, Text } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useState } from 'react';
import type { PauseScope } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { showProblem } from '../ui/notices';
import { folderName } from '../words/folder-name';
import { pauseEnd } from '../words/sending';

const spans = ['hour', 'tomorrow', 'open'] as const;
type Span = (typeof spans)[number];

/** The button and its dialog. */
export function PauseButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlayerPause size={16} aria-hidden />}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('sending.pause')}
      </Button>
      {isOpen && (
        <PauseDialog
          close={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function PauseDialog({ close }: { readonly close: () => void }) {
  const credentials = useCall('credentials.list', null).data ?? [];
  const folders = useCall('folders.list', null).data ?? [];
  const set = useAction('pauses.set');
  const [what, setWhat] = useState('all');
  const [span, setSpan] = useState<Span>('hour');

  async function pause(): Promise<void> {
    const reply = await set.run({ ...scopeOf(what), until: pauseEnd(span, Date.now()) });
    if (reply.ok) close();
    else showProblem(t('sending.notPaused'), reply.problem);
  }

  return (
    <Modal opened title={t('sending.pause')} closeButtonProps={{ 'aria-label': t('sending.cancel') }} onClose={close}>
      <Stack>
        <Text size="sm">{t('sending.dialogText')}</Text>
        <NativeSelect
          label={t('sending.what')}
          value={what}
          onChange={(event) => {
            setWhat(event.currentTarget.value);
          }}
          data={[
            { value: 'all', label: t('sending.everything') },
            ...credentials.map(({ id, name }) => ({
              value: `credential/${id}`,
              label: t('sending.credential', { name }),
            })),
            ...folders.map(({ id, path }) => ({
              value: `folder/${id}`,
              label: t('sending.folder', { name: folderName(path) }),
            })),
          ]}
        />
        <Radio.Group
          label={t('sending.howLong')}
          value={span}
          onChange={(value) => {
            setSpan(spans.find((one) => one === value) ?? 'hour');
          }}
        >
          <Stack gap="xs" mt="xs">
            {spans.map((value) => (
              <Radio key={value} value={value} label={t(`sending.spans.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('sending.cancel')}
          </Button>
          <Button
            loading={set.isRunning}
            onClick={() => {
              void pause();
            }}
          >
            {t('sending.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function scopeOf(what: string): PauseScope {
  const [scope, id = ''] = what.split('/');
  return scope === 'credential' || scope === 'folder' ? { scope, id } : { scope: 'all' };
}

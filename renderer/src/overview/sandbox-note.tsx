// Says that the sandbox runs and where to drop documents for it.
import { Button } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import type { Overview } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { useDo } from '../calls/use-do';

export function SandboxNote({ folders }: Pick<Overview, 'folders'>) {
  const { data: info } = useCall('app.info', null);
  const open = useDo('app.openFolder');
  if (info?.sandbox.running !== true || info.sandbox.folder === null) return null;
  const path = info.sandbox.folder;
  const folder = folders.find((known) => known.path === path);
  return (
    <div className="panel sandbox-note">
      <IconFlask size={19} stroke={1.7} aria-hidden />
      <p>
        <strong>The sandbox is running on this computer.</strong> Drop PDF, JPEG or PNG files into{' '}
        <span className="monospace">{path}</span>. Nothing leaves this computer from there.
      </p>
      {folder !== undefined && (
        <Button variant="default" size="xs" onClick={() => void open.run({ folderId: folder.id })}>
          Open folder
        </Button>
      )}
    </div>
  );
}

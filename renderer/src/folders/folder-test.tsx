// "Test this folder": what would be taken with the form as it stands, without sending or saving anything.
import { Button } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { FilesPreview, FolderDraft } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { FilesPreviewList } from '../previews/files-preview';
import { useAnnounce } from '../ui/live-region';
import { showProblem } from '../ui/notices';
import { Panel } from '../ui/panel';
import { previewSums } from '../words/previews';

interface FolderTestProps {
  /** null while there is no path to look at. */
  readonly draft: () => FolderDraft | null;
  readonly onNoPath: () => void;
}

/** The answer of an earlier test stays until the next one is there. */
export function FolderTest({ draft, onNoPath }: FolderTestProps) {
  const preview = useAction('folders.preview');
  const announce = useAnnounce();
  const [found, setFound] = useState<FilesPreview | null>(null);

  async function test(): Promise<void> {
    const asked = draft();
    if (asked === null) {
      onNoPath();
      return;
    }
    const reply = await preview.run({ draft: asked });
    if (!reply.ok) {
      setFound(null);
      showProblem(t('previews.failed'), reply.problem);
    } else if (reply.value.kind === 'looked') {
      setFound(reply.value);
      announce(
        previewSums(reply.value)
          .map(({ text }) => `${text}.`)
          .join(' '),
      );
    }
  }

  return (
    <Panel title={t('previews.title')}>
      <div className="form-fields">
        <p className="preview-note">{t('previews.lead')}</p>
        <div>
          <Button
            variant="default"
            leftSection={<IconListSearch size={16} aria-hidden />}
            loading={preview.isRunning}
            onClick={() => {
              void test();
            }}
          >
            {found === null ? t('previews.test') : t('previews.testAgain')}
          </Button>
        </div>
        {found !== null && <FilesPreviewList preview={found} />}
      </div>
    </Panel>
  );
}

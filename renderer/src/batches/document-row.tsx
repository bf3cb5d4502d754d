// One document of a batch.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import type { DocumentView } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { Thumbnail } from '../thumbnails/thumbnail';
import { CopyButton } from '../ui/copy-button';
import { PathText } from '../ui/path-text';
import { showProblem } from '../ui/notices';
import { StateMark } from '../ui/state-mark';
import { formatSize } from '../words/numbers';
import { documentStates, originals } from '../words/states';

const shownHash = 12;

/** The name in the zip is shown where it differs from the file's. */
export function DocumentRow({ document }: { readonly document: DocumentView }) {
  const { id, relativePath, entryName, sizeBytes, sha256, state, original } = document;
  return (
    <div className="document" data-testid="document">
      <Thumbnail document={{ id, fileName: relativePath, sizeBytes }} />
      <div className="document-words">
        <PathText path={relativePath} />
        {entryName !== null && entryName !== relativePath && (
          <span className="document-entry" title={entryName} translate="no">
            {t('batches.documents.entry', { name: entryName })}
          </span>
        )}
        <span className="document-facts">
          <span translate="no">{formatSize(sizeBytes)}</span>
          {sha256 !== null && (
            <span className="document-hash">
              <span className="monospace" title={sha256} translate="no">
                {t('batches.documents.hash', { hash: sha256.slice(0, shownHash) })}
              </span>
              <CopyButton
                label={t('batches.documents.copyHash', { file: relativePath })}
                text={() => Promise.resolve(sha256)}
              />
            </span>
          )}
        </span>
      </div>
      <div className="document-fate">
        <StateMark label={documentStates[state]} />
        {original !== null && <span className="dim">{originals[original]}</span>}
      </div>
      <RevealButton document={document} />
    </div>
  );
}

function RevealButton({ document: { id, relativePath } }: { readonly document: DocumentView }) {
  const { run, isRunning } = useAction('documents.reveal');

  async function reveal(): Promise<void> {
    const reply = await run({ documentId: id });
    if (!reply.ok) showProblem(t('batches.documents.notRevealed', { file: relativePath }), reply.problem);
  }

  return (
    <Tooltip label={t('batches.documents.reveal')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        loading={isRunning}
        aria-label={t('batches.documents.revealNamed', { file: relativePath })}
        onClick={() => {
          void reveal();
        }}
      >
        <IconFolderOpen size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

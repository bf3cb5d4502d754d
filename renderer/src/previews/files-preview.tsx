// What was found in a folder or among dropped files: the sums, then the files with what would become of each.
import { Alert } from '@mantine/core';
import type { FilesPreview, PreviewedFile } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { StateMark } from '../ui/state-mark';
import { VirtualList } from '../ui/virtual-list';
import { formatSize } from '../words/numbers';
import { previewSums, verdictLabel, type PreviewPlace } from '../words/previews';
import './previews.css';

interface FilesPreviewListProps {
  readonly preview: FilesPreview;
  readonly place?: PreviewPlace;
}

/** The list is short enough to come at once, and scrolls by itself. */
export function FilesPreviewList({ preview, place = 'folder' }: FilesPreviewListProps) {
  const { files, unreadableFolders, isCutOff, counts } = preview;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className="preview" data-testid="preview">
      <ul className="preview-sums">
        {previewSums(preview, place).map((label) => (
          <li key={label.text}>
            <StateMark label={label} />
          </li>
        ))}
      </ul>
      {isCutOff && <Alert color="yellow">{t('previews.cutOff')}</Alert>}
      {unreadableFolders.length > 0 && (
        <Alert color="yellow">
          {t('previews.unreadable', { count: unreadableFolders.length })}{' '}
          <span translate="no">{unreadableFolders.join(', ')}</span>
        </Alert>
      )}
      {files.length === 0 ? (
        <p className="preview-note">{t('previews.empty')}</p>
      ) : (
        <>
          <VirtualList
            items={files}
            total={files.length}
            label={t('previews.files')}
            estimatedRowHeight={44}
            maxHeight="20rem"
            isReadOnly
            keyOf={({ relativePath }) => relativePath}
            row={(file) => <PreviewRow file={file} place={place} />}
            onNearEnd={nothing}
          />
          {all > files.length && <p className="preview-note">{t('previews.shown', { count: files.length })}</p>}
        </>
      )}
    </div>
  );
}

function nothing(): void {
  // Everything is there from the start.
}

function PreviewRow({ file, place }: { readonly file: PreviewedFile; readonly place: PreviewPlace }) {
  const { relativePath, sizeBytes } = file;
  return (
    <div className="preview-row">
      <span className="preview-path" title={relativePath} translate="no">
        {relativePath}
      </span>
      <span className="preview-size">{sizeBytes === null ? '' : formatSize(sizeBytes)}</span>
      <StateMark label={verdictLabel(file, place)} />
    </div>
  );
}

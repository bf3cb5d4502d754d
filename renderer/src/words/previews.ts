// What would become of a file, in words.
import { fileVerdicts, type FilesPreview, type FileVerdict, type PreviewedFile } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { formatSize } from './numbers';
import type { Label, Tone } from './tones';

const tones: Record<FileVerdict, Tone> = {
  taken: 'good',
  waiting: 'moving',
  refused: 'attention',
  ignored: 'quiet',
  known: 'quiet',
};

/** Where the files are: nothing waits in a drop, and what is not sent is left where it was. */
export type PreviewPlace = 'folder' | 'drop';

/** The verdict on one file. */
export function verdictLabel(file: PreviewedFile, place: PreviewPlace = 'folder'): Label {
  const isLeftOut = place === 'drop' && (file.verdict === 'waiting' || file.verdict === 'refused');
  return isLeftOut
    ? { text: leftOutText(file), tone: 'attention' }
    : { text: verdictText(file), tone: tones[file.verdict] };
}

function leftOutText(file: Extract<PreviewedFile, { readonly verdict: 'waiting' | 'refused' }>): string {
  return file.verdict === 'waiting'
    ? t(`drops.preview.waiting.${file.reason}`)
    : t(`drops.preview.refused.${file.reason}`);
}

function verdictText(file: PreviewedFile): string {
  switch (file.verdict) {
    case 'taken':
      return t('previews.verdicts.taken');
    case 'waiting':
      return t(`previews.verdicts.waiting.${file.reason}`);
    case 'refused':
      return t(`previews.verdicts.refused.${file.reason}`);
    case 'ignored':
      return t(`previews.verdicts.ignored.${file.reason}`);
    case 'known':
      return t(`previews.verdicts.known.${file.reason}`);
  }
}

/** One line for each verdict that there is, what would be sent first. */
export function previewSums({ counts, takenBytes }: FilesPreview, place: PreviewPlace = 'folder'): readonly Label[] {
  const size = formatSize(takenBytes);
  const labels = fileVerdicts.flatMap((verdict): Label[] => {
    const count = counts[verdict];
    if (count === 0 && verdict !== 'taken') return [];
    if (place === 'drop' && (verdict === 'waiting' || verdict === 'refused')) return [];
    return [{ text: t(`previews.counts.${verdict}`, { count, size }), tone: tones[verdict] }];
  });
  const leftOut = place === 'drop' ? counts.waiting + counts.refused : 0;
  if (leftOut > 0) labels.splice(1, 0, { text: t('drops.preview.leftOut', { count: leftOut }), tone: 'attention' });
  return labels;
}

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

/** The verdict on one file. */
export function verdictLabel(file: PreviewedFile): Label {
  return { text: verdictText(file), tone: tones[file.verdict] };
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
export function previewSums({ counts, takenBytes }: FilesPreview): readonly Label[] {
  return fileVerdicts.flatMap((verdict) => {
    const count = counts[verdict];
    if (count === 0 && verdict !== 'taken') return [];
    const size = formatSize(takenBytes);
    return [{ text: t(`previews.counts.${verdict}`, { count, size }), tone: tones[verdict] }];
  });
}

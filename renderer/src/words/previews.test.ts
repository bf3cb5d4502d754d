// Every verdict has its words, and the sums say what there is.
import { describe, expect, it } from 'vitest';
import type { FilesPreview } from '../../../preload/contract';
import { previewSums, verdictLabel } from './previews';

const preview: FilesPreview = {
  counts: { taken: 2, waiting: 0, refused: 1, ignored: 0, known: 12 },
  ...{ takenBytes: 1_536, files: [], unreadableFolders: [], isCutOff: false },
};
const about = { relativePath: 'a.pdf', sizeBytes: 1, detail: '' } as const;

describe('previews', () => {
  it('sum up by verdict, without those that nothing fell under', () => {
    expect(previewSums(preview).map(({ text }) => text)).toEqual([
      '2 files would be sent (1.5 kB)',
      '1 file would be set aside',
      '12 files are known already',
    ]);
  });

  it('say of a drop that nothing waits in it: what is not sent is left out', () => {
    const counts = { ...preview.counts, waiting: 3, known: 0, ignored: 1 };
    expect(previewSums({ ...preview, counts }, 'drop').map(({ text }) => text)).toEqual([
      '2 files would be sent (1.5 kB)',
      '4 files would be left out',
      '1 name is ignored',
    ]);
    const empty = verdictLabel({ ...about, verdict: 'waiting', reason: 'empty' }, 'drop');
    expect(empty).toEqual({ text: 'Left out: the file is empty', tone: 'attention' });
    const locked = verdictLabel({ ...about, verdict: 'refused', reason: 'encrypted' }, 'drop');
    expect(locked.text).toBe('Left out: the PDF needs a password');
    expect(verdictLabel({ ...about, verdict: 'taken', kind: 'pdf' }, 'drop').text).toBe('Would be sent');
  });

  it('say so when nothing would be sent', () => {
    const none = { ...preview, takenBytes: 0, counts: { taken: 0, waiting: 0, refused: 0, ignored: 0, known: 0 } };
    expect(previewSums(none).map(({ text }) => text)).toEqual(['0 files would be sent (0 bytes)']);
  });

  it.each([
    [{ ...about, verdict: 'taken', kind: 'pdf' }, 'Would be sent', 'good'],
    [{ ...about, verdict: 'waiting', reason: 'incomplete' }, 'Waits: the end of the file is missing', 'moving'],
    [{ ...about, verdict: 'refused', reason: 'encrypted' }, 'Set aside: the PDF needs a password', 'attention'],
    [{ ...about, verdict: 'ignored', reason: 'hidden' }, 'Ignored: a hidden file', 'quiet'],
    [{ ...about, verdict: 'known', reason: 'delivered' }, 'Known: delivered before', 'quiet'],
  ] as const)('name %j', (file, text, tone) => {
    expect(verdictLabel(file)).toEqual({ text, tone });
  });
});

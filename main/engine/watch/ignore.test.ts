// Tests of the ignore list.
import { describe, expect, it } from 'vitest';
import { ignoreReason, type IgnoreReason } from './ignore';

const files: [string, IgnoreReason | null][] = [
  ['invoice.pdf', null],
  ['nested/deeper/invoice.pdf', null],
  ['~$letter.docx', 'temporary'],
  ['nested/~$letter.docx', 'temporary'],
  ['download.pdf.crdownload', 'temporary'],
  ['download.pdf.PART', 'temporary'],
  ['scan.Tmp', 'temporary'],
  ['tmp', null],
  ['part', null],
  ['scan.tmp.pdf', null],
  ['counterpart', null],
  ['letter~$.pdf', null],
  ['.DS_Store', 'system'],
  ['Thumbs.db', 'system'],
  ['nested/THUMBS.DB', 'system'],
  ['Desktop.ini', 'system'],
  ['thumbs.db.pdf', null],
  ['.hidden.pdf', 'hidden'],
  ['nested/.hidden', 'hidden'],
  ['.git/objects/invoice.pdf', 'hidden'],
  ['nested/.cache/invoice.pdf', 'hidden'],
  ['Sent', null],
  ['Sent/invoice.pdf', 'sent-folder'],
  ['sent/2026/invoice.pdf', 'sent-folder'],
  ['nested/Sent/invoice.pdf', null],
  ['Sent invoices/invoice.pdf', null],
  ['work.tmp/invoice.pdf', null],
  ['@eaDir/invoice.pdf/thumb.jpg', 'system'],
  ['$RECYCLE.BIN/S-1-5/invoice.pdf', 'system'],
];

const folders: [string, IgnoreReason | null][] = [
  ['2026', null],
  ['work.tmp', null],
  ['.git', 'hidden'],
  ['nested/.git', 'hidden'],
  ['Sent', 'sent-folder'],
  ['SENT', 'sent-folder'],
  ['nested/Sent', null],
  ['nested/@eaDir', 'system'],
];

describe('ignoreReason', () => {
  it.each(files)('judges the file %s: %s', (path, reason) => {
    expect(ignoreReason(path, false)).toBe(reason);
  });

  it.each(folders)('judges the folder %s: %s', (path, reason) => {
    expect(ignoreReason(path, true)).toBe(reason);
  });
});

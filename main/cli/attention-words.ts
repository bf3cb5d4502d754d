// What needs a person, as text: each with its number and the command that decides about it.
import type { AttentionItem } from '../../preload/contract';
import type { Doubt } from '../ledger/views/views';

/** One block of text per heading; none when nothing needs a person. */
export function attentionLines(attention: readonly AttentionItem[], doubts: readonly Doubt[]): string[] {
  const others = attention.filter(({ kind }) => kind !== 'batch-in-doubt');
  return [
    ...(doubts.length === 0 ? [] : [`In doubt\n${doubts.map(doubtLines).join('')}`]),
    ...(others.length === 0 ? [] : [`Needs attention\n${others.map((item) => `${sentenceOf(item)}\n`).join('')}`]),
  ];
}

/** Everything was sent and no clear answer came: what is known of the last attempt. */
function doubtLines(doubt: Doubt): string {
  const { batch, folderPath, credentialName, setName, documents, zipSha256, zipSizeBytes } = doubt;
  const { startedAt, endedAt, bytesSent, contentLength, status, serverWords } = doubt;
  const sent = bytesSent === null ? 'nobody knows how many' : String(bytesSent);
  const lines = [
    `batch ${batch}: ${documents} documents of ${folderPath}, credential "${credentialName}"${setName === null ? '' : `, set "${setName}"`}`,
    `  sent      ${sent} of ${contentLength ?? 'unknown'} bytes, ${timeOf(startedAt)} to ${timeOf(endedAt)}`,
    `  answer    ${status === null ? 'none' : `status ${status}`}${serverWords === null ? '' : ` "${serverWords}"`}`,
    `  zip       ${zipSizeBytes ?? 0} bytes, SHA-256 ${zipSha256 ?? ''}`,
    `  decide    batchdrop resolve ${batch} --arrived <batch id> | --send-again | --withdraw`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function timeOf(ms: number | null): string {
  return ms === null ? 'unknown' : new Date(ms).toISOString();
}

function sentenceOf(item: AttentionItem): string {
  switch (item.kind) {
    case 'credential-paused':
      return `credential "${item.name}" is paused (${item.reason})${item.reason === 'certificate-changed' ? fingerprints(item.serverWords) : quoted(item.serverWords)}: batchdrop resume "${item.name}"`;
    case 'set':
      return `set ${item.setId} "${item.name}" needs attention (${item.reason}): batchdrop set-number ${item.setId} NUMBER`;
    case 'batch-held':
    case 'batch-in-doubt': {
      const { id, state, reason, serverWords } = item.batch;
      return `batch ${id} is ${state} (${reason ?? 'no answer'})${quoted(serverWords)}: batchdrop retry ${id}`;
    }
    case 'document':
      return `document ${item.documentId} "${item.relativePath}" of ${item.folderPath} is set aside (${item.reason})${quoted(item.detail)}: batchdrop retry --document ${item.documentId} | batchdrop dismiss ${item.documentId}`;
    case 'duplicate': {
      const { relativePath, batchId, serverBatchId } = item.original;
      const where =
        batchId === null
          ? ', which was not sent'
          : ` in batch ${batchId}${serverBatchId === null ? '' : ` (${serverBatchId})`}`;
      return `document ${item.documentId} "${item.relativePath}" of ${item.folderPath} has the content of "${relativePath}"${where}: batchdrop retry --document ${item.documentId} | batchdrop dismiss ${item.documentId}`;
    }
    case 'after-upload':
      return `the original of document ${item.documentId} "${item.relativePath}" of ${item.folderPath} was delivered but could not be moved (${item.detail}); it is tried again every minute`;
    case 'alarm': {
      const { folderPath, unaccountedCount, sum } = item;
      const parts = [
        ...(unaccountedCount === 0 ? [] : [`${unaccountedCount} files are not accounted for`]),
        ...(sum === null ? [] : [`${sum.recorded} documents were recorded, ${sum.found} are there`]),
      ];
      return `${folderPath} does not add up (${parts.join('; ')}): batchdrop audit`;
    }
  }
}

function fingerprints(both: string | null): string {
  const [trusted = '', shown = ''] = (both ?? '').split(' ');
  return ` trusted SHA-256 ${trusted}, shown now SHA-256 ${shown}`;
}

function quoted(words: string | null): string {
  return words === null || words === '' ? '' : ` "${words}"`;
}

// Differences that an audit or a verification found, as sentences.
import type { AuditDifference, DocumentPlace } from '../ledger/audit/audit-report';
import type { ChainProblem } from '../ledger/receipts/verify-chain';

/** What is wrong and where. */
export function differenceSentence(difference: AuditDifference): string {
  switch (difference.kind) {
    case 'broken-reference':
      return `Row ${difference.row} of table ${difference.table} refers to a ${difference.parent} that is not there.`;
    case 'folder-sum': {
      const { folderPath, recorded, found, delivered, onTheWay, setAside, duplicates } = difference;
      return (
        `${folderPath}: ${recorded} documents were recorded, ${found} are there: ${delivered} delivered, ` +
        `${onTheWay} on the way, ${setAside} set aside, ${duplicates} duplicates.`
      );
    }
    case 'scan-alarm':
      return `${difference.folderPath}: the last scan did not come out: ${difference.differences
        .map((one) =>
          one.kind === 'sum'
            ? `${one.recorded} documents were recorded, ${one.found} are there`
            : `the ledger has nothing about ${one.relativePaths.map((path) => `"${path}"`).join(', ')}`,
        )
        .join('; ')}.`;
    case 'sealed-in-ended-batch':
    case 'ready-in-closed-batch':
      return `${placeOf(difference)} is on its way in batch ${difference.batch}, which is ${difference.batchState}.`;
    case 'delivered-without-receipt':
      return `${placeOf(difference)} is said to be delivered, but batch ${difference.batch} is ${difference.batchState} and has ${difference.hasReceipt ? 'a' : 'no'} receipt.`;
    case 'accepted-without-receipt':
      return `Batch ${difference.batch} was accepted as ${difference.serverBatchId} and has no receipt.`;
    case 'receipt-without-acceptance':
      return `Receipt ${difference.receipt} is about batch ${difference.batch}, which is ${difference.batchState}.`;
    case 'undelivered-in-accepted-batch':
      return `${placeOf(difference)} is ${difference.state}, but its batch ${difference.batch} was accepted.`;
    case 'document-count':
      return `Batch ${difference.batch} (${difference.batchState}) should have ${difference.documentCount} documents and has ${difference.found}.`;
    case 'duplicate-of-undelivered':
      return `${placeOf(difference)} was left out as a duplicate of ${placeOf(difference.original)}, which is ${difference.originalState}.`;
    case 'delivered-again':
      return `The same content was delivered ${difference.deliveries.length} times: ${difference.deliveries
        .map((delivery) => `${placeOf(delivery)} in batch ${delivery.batch} (${delivery.serverBatchId})`)
        .join(', ')}, and nobody decided so.`;
    case 'zip-missing':
      return `The zip ${difference.zipName} of batch ${difference.batch} (${difference.batchState}) is not in the spool.`;
    case 'zip-size':
      return `The zip ${difference.zipName} of batch ${difference.batch} (${difference.batchState}) has ${difference.foundBytes} bytes instead of ${difference.expectedBytes}.`;
    case 'set-stuck':
      return `Set ${difference.setId} "${difference.setName ?? ''}" is being created by ${
        difference.batch === null ? 'no batch' : `batch ${difference.batch}, which is ${difference.batchState ?? ''}`
      }.`;
  }
}

function placeOf({ documentId, folderPath, relativePath }: DocumentPlace): string {
  return `document ${documentId} "${relativePath}" of ${folderPath}`;
}

/** What is wrong with the chain of receipts, and where. */
export function chainSentence(problem: ChainProblem): string {
  switch (problem.kind) {
    case 'altered':
      return `Receipt ${problem.number} (batch ${problem.batch}, ${problem.serverBatchId}) or one of its documents was altered.`;
    case 'broken-link':
      return `Receipt ${problem.number} (batch ${problem.batch}, ${problem.serverBatchId}) does not follow the receipt before it.`;
    case 'missing':
      return problem.from === problem.to
        ? `Receipt ${problem.from} is missing.`
        : `Receipts ${problem.from} to ${problem.to} are missing.`;
    case 'cut-off':
      return `The chain was cut off: receipts ${problem.from} to ${problem.to} were given and are not there.`;
    case 'head-unknown':
      return `No receipt has the hash ${problem.head}; the chain was changed since it was noted, or it is of another ledger.`;
  }
}

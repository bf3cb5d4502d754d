// What the ledger knows about the speed of a line.
import { expect, it } from 'vitest';
import type { CredentialId } from '../../engine/model';
import { aSealedBatch, credentialId, evidence, openTestLedger } from '../testing/test-ledger';

const megabyte = 1024 * 1024;
const receipt = { serverBatchId: 'id-1', releaseVersion: null, setReferenceNumber: null };

it('the fastest of the last large uploads tells how fast the line is', async () => {
  const { ledger } = await openTestLedger();
  expect(await ledger.batches.fastestRecentUpload(credentialId)).toBeNull();
  const upload = async (name: string, bytes: number, startedAt: number, durationMs: number): Promise<void> => {
    const { id } = await aSealedBatch(ledger, [name]);
    await ledger.batches.beginAttempt(id, startedAt);
    const endedAt = startedAt + durationMs;
    const sent = evidence({ outcome: 'accepted', endedAt, bytesSent: bytes, contentLength: bytes });
    await ledger.batches.accept(id, sent, { ...receipt, acceptedAt: endedAt }, null);
  };
  await upload('small.pdf', 1_000, 100, 1);
  expect(await ledger.batches.fastestRecentUpload(credentialId)).toBeNull();
  await upload('slow.pdf', 8 * megabyte, 1_000, 8_000);
  await upload('fast.pdf', 8 * megabyte, 20_000, 4_000);
  expect(await ledger.batches.fastestRecentUpload(credentialId)).toBe(2 * megabyte);
  expect(await ledger.batches.fastestRecentUpload('another' as CredentialId)).toBeNull();
  for (let index = 0; index < 5; index += 1) await upload(`${index}.pdf`, 8 * megabyte, 30_000 + index * 9_000, 8_000);
  // What was long ago is not true for ever.
  expect(await ledger.batches.fastestRecentUpload(credentialId)).toBe(megabyte);
});

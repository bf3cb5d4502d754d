// `batchdrop resume`: a paused credential is in use again, with every batch that its pause held.
import type { CredentialId } from '../engine/model';
import { resumeCredential } from '../engine/queue/decisions';
import { badUsage, report } from './decided';
import type { ExitCode } from './exit-codes';
import type { Streams } from './streams';
import { withLedger } from './with-ledger';

export interface ResumeOptions {
  readonly data: string;
  readonly json: boolean;
}

/** `wanted` is a credential's id or its name. */
export async function resume(wanted: string, options: ResumeOptions, streams: Streams): Promise<ExitCode> {
  return withLedger(options.data, streams, async ({ ledger, views }) => {
    const all = await views.credentials();
    const byId = all.filter(({ id }) => id === wanted);
    const found = byId.length > 0 ? byId : all.filter(({ name }) => name === wanted);
    const [credential] = found;
    if (credential === undefined) {
      const names = all.map(({ name }) => `"${name}"`).join(', ');
      return badUsage(`There is no credential "${wanted}"; the ledger knows ${names || 'none'}.`, streams);
    }
    if (found.length > 1) {
      const ids = found.map(({ id }) => id).join(', ');
      return badUsage(`Several credentials are called "${wanted}"; give the id of one: ${ids}.`, streams);
    }
    const { id, name, status } = credential;
    const result = { kind: 'credential' as const, id, state: 'ok' };
    if (status.state === 'ok') {
      const problem = `Credential "${name}" is not paused; to send batches that are held, use "batchdrop retry".`;
      return report([{ ...result, sentence: '', problem }], options.json, streams);
    }
    await resumeCredential(ledger, id as CredentialId);
    const sentence = `Credential "${name}" is in use again; the batches that its pause held go on.`;
    return report([{ ...result, sentence, problem: null }], options.json, streams);
  });
}

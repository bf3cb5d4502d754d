// Calls about receipts: saving them all to a file of the user's.
import { saveText } from '../save-text';
import { ok, problem, type Handlers } from './answer-call';
import type { Services } from './services';

type ReceiptCalls = Pick<Handlers, 'receipts.export'>;

export function receiptCalls({ views, clock, desktop }: Pick<Services, 'views' | 'clock' | 'desktop'>): ReceiptCalls {
  return {
    'receipts.export': async ({ format }) => {
      const today = new Date(clock.now()).toISOString().slice(0, 10);
      const path = await desktop.pickFileToSave(`batchdrop-receipts-${today}.${format}`, format);
      if (path === null) return ok({ path, receipts: 0 });
      const { receipts, text } = await views.exportReceipts(format);
      const saved = await saveText(path, text);
      return saved.kind === 'saved' ? ok({ path, receipts }) : problem('failed', { detail: saved.detail });
    },
  };
}

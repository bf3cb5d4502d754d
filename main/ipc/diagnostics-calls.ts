// The call that saves a bundle for support.
import { writeWholeFile } from '../whole-file';
import { ok, problem, type Handlers } from './answer-call';
import type { Services } from './services';

/** Works on a program that has stopped, too: that is when it is wanted most. */
export function diagnosticsCalls(
  { clock, desktop }: Pick<Services, 'clock' | 'desktop'>,
  collect: () => Promise<Buffer>,
): Pick<Handlers, 'diagnostics.collect'> {
  return {
    'diagnostics.collect': async () => {
      const today = new Date(clock.now()).toISOString().slice(0, 10);
      const path = await desktop.pickFileToSave(`batchdrop-diagnostics-${today}.zip`, 'zip');
      if (path === null) return ok({ path });
      const bundle = await collect();
      try {
        await writeWholeFile(path, bundle);
      } catch (error) {
        return problem('failed', { detail: error instanceof Error && 'code' in error ? String(error.code) : '' });
      }
      return ok({ path });
    },
  };
}

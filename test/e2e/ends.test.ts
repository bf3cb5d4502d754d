// The program's ends: killed while the server has the whole zip, and told to quit while no answer comes.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { createSandbox, type Sandbox } from '../../main/sandbox/sandbox';
import { aPdf } from '../integration/documents';
import { test, type RunningProgram } from './launch';
import { addCredential, addFolder, canary, drop, goTo } from './steps';

let base: string;
let inbox: string;
let sandbox: Sandbox;
test.beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-ends-'));
  inbox = await mkdtemp(join(tmpdir(), 'batchdrop-inbox-'));
  const accounts = [{ companyName: 'Acme', username: 'clerk', password: canary }];
  sandbox = await createSandbox({ dataDir: base, accounts });
});
test.afterEach(async () => {
  await sandbox.close();
  await rm(base, { recursive: true, force: true });
  await rm(inbox, { recursive: true, force: true });
});

/** Brings the program to where the server has the whole zip and does not answer. */
async function leaveWithoutAnswer(program: RunningProgram): Promise<void> {
  sandbox.setFaults([{ endpoint: 'uploadbatch', fault: { kind: 'stall', when: 'after-body' } }]);
  await addCredential(program.window, sandbox.url);
  await addFolder(program, inbox);
  await drop(inbox, { 'invoice.pdf': aPdf('invoice') });
  await expect.poll(async () => (await sandbox.received()).length, { timeout: 30_000 }).toBe(1);
}

async function expectDoubt({ window }: RunningProgram): Promise<void> {
  await goTo(window, 'Overview');
  await expect(window.getByTestId('attention')).toContainText('with 1 document may have arrived');
  expect(sandbox.requests().filter(({ endpoint }) => endpoint === 'uploadbatch')).toHaveLength(1);
}

test('killed in the middle of an upload, it asks after the restart and sends nothing by itself', async ({
  launcher,
  program,
}) => {
  await leaveWithoutAnswer(program);
  await launcher.kill(program);
  sandbox.setFaults([]);
  const again = await launcher.launch({ dataDir: program.dataDir });
  await expectDoubt(again);

  const [received] = await sandbox.received();
  await again.window.getByRole('button', { name: /^It arrived…/ }).click();
  await again.window.getByLabel('Batch id').fill(received?.batchId ?? '');
  await again.window.getByRole('button', { name: 'Record as arrived' }).click();
  await expect(again.window.getByText('may have arrived')).toHaveCount(0);
  await goTo(again.window, 'Sets');
  await expect(again.window.getByText(/1 document/).first()).toBeVisible();
  expect(await sandbox.received()).toHaveLength(1);
});

test('told to end while no answer comes, it is gone within five seconds and knows what it does not know', async ({
  launcher,
  program,
}) => {
  await leaveWithoutAnswer(program);
  const process = program.app.process();
  const exited = once(process, 'exit');
  const toldAt = performance.now();
  process.kill('SIGTERM');
  await exited;
  expect(performance.now() - toldAt).toBeLessThan(6_000);
  launcher.forget(program);
  const again = await launcher.launch({ dataDir: program.dataDir });
  await expectDoubt(again);
});

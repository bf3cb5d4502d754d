// The packaged program with years of history: 2,000 sets, 20,000 batches, 200,000 documents.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { CallName, Calls, Reply } from '../../preload/contract';
import { aFolderDraft } from '../../main/settings/testing/drafts';
import type { Launcher, RunningProgram } from '../e2e/launch';
import { addCredential, type TestServer } from '../e2e/steps';
import { bigLedger, seedLedger } from '../e2e/testing/seed-ledger';

/** The value of a call of the window that has to work. */
export async function ask<Name extends CallName>(
  window: Page,
  name: Name,
  request: Calls[Name]['request'],
): Promise<Calls[Name]['value']> {
  const script = `window.batchdrop.call(${JSON.stringify(name)}, ${JSON.stringify(request)})`;
  const reply = await window.evaluate<Reply<Calls[Name]['value']>>(script);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.problem)}`);
  return reply.value;
}

/** A program that was set up by hand and then got years of history: its folder is paused, and so is sending. */
export async function onBigLedger(
  launcher: Launcher,
  { server, base }: { readonly server: TestServer; readonly base: string },
): Promise<RunningProgram> {
  const running = await launcher.launch();
  const { window, dataDir } = running;
  await addCredential(window, server.baseUrl);
  const [credential] = await ask(window, 'credentials.list', null);
  if (credential === undefined) throw new Error('no credential');
  const inbox = join(base, 'inbox');
  await mkdir(inbox);
  const draft = aFolderDraft({ path: inbox, credentialId: credential.id, paused: true });
  await ask(window, 'folders.save', draft);
  const [folder] = await ask(window, 'folders.list', null);
  if (folder === undefined) throw new Error('no folder');
  await launcher.stop(running);
  const file = join(dataDir, 'ledger.sqlite');
  for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
  await seedLedger(file, {
    ...{ ...bigLedger, now: Date.now() },
    folders: [folder, { id: 'removed-1', path: join(base, 'removed 1') }, { id: 'removed-2', path: join(base, '2') }],
    credentials: [credential, { id: 'removed', name: 'Acme, before the merger' }],
  });
  return launcher.launch({ dataDir });
}

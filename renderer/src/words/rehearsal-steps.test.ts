// Checks the sentences of what happened in a rehearsal.
import { beforeEach, describe, expect, it } from 'vitest';
import type { RehearsalEvent } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { stepWords } from './rehearsal-steps';

beforeEach(() => setLanguage('en', 'en'));

const sealed: RehearsalEvent = { type: 'batch-sealed', batch: 1, documents: 1, sizeBytes: 2048 };
const upload = { type: 'sandbox-request', request: 'upload', number: 2, readBytes: 512, wholeBytes: 2048 } as const;

describe('stepWords', () => {
  it.each<[RehearsalEvent, string, string]>([
    [sealed, 'Batch 1 was packed: 1 document, 2 kB.', 'Batch 1 wurde gepackt: 1 Dokument, 2 kB.'],
    [{ type: 'batch-sending', batch: 1, attempt: 1 }, 'Batch 1 is being sent.', 'Batch 1 wird gesendet.'],
    [
      { type: 'batch-sending', batch: 1, attempt: 2 },
      'Batch 1 is being sent again, try 2.',
      'Batch 1 wird erneut gesendet, Versuch 2.',
    ],
    [
      { type: 'batch-split', batch: 1, into: [2, 3] },
      'Batch 1 was split into the batches 2 and 3.',
      'Batch 1 wurde in die Batches 2 und 3 geteilt.',
    ],
    [
      { type: 'batch-decided', batch: 1, decision: 'send-again', by: 'setting' },
      'Batch 1 is sent again, because its credential says so.',
      'Batch 1 wird erneut gesendet, weil seine Zugangsdaten es so vorsehen.',
    ],
    [
      { ...upload, outcome: 'cut', status: null, stored: false },
      'Upload 2: the server cut the connection after it had read 512 bytes of 2 kB.',
      'Upload 2: Der Server hatte 512 Byte von 2 kB gelesen und trennte die Verbindung.',
    ],
    [
      { ...upload, outcome: 'cut', status: null, stored: true },
      'Upload 2: the server kept the batch, but cut the connection before it answered.',
      'Upload 2: Der Server behielt den Batch, trennte aber die Verbindung, bevor er antwortete.',
    ],
    [
      { ...upload, request: 'token', outcome: 'answered', status: 401, stored: false },
      'Request 2 for an access token: the server answered with status 401.',
      'Anfrage 2 nach einem Zugriffstoken: Der Server antwortete mit Status 401.',
    ],
    [
      { type: 'conservation-alarm', differences: 0 },
      'The documents of the folder add up again.',
      'Die Dokumente des Ordners gehen wieder auf.',
    ],
  ])('of %j', async (step, english, german) => {
    expect(stepWords(step).sentence).toBe(english);
    await setLanguage('de', 'de-DE');
    expect(stepWords(step).sentence).toBe(german);
  });

  it('keep the reason and other people’s words apart from the sentence', () => {
    const words = stepWords({ type: 'batch-held', batch: 3, reason: 'refused', words: 'No.' });
    expect(words.sentence).toBe('Batch 3 is held.');
    expect(words.reason).toBe('The server refused the batch.');
    expect(words.quote).toBe('No.');
  });
});

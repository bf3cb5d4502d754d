// Checks what is asked before many things are decided about at once, and what is said afterwards.
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../i18n/translate';
import { bulkDone, bulkName, bulkQuestion } from './bulk-words';
import type { BulkAction } from './selection';

const send = (risk: 'none' | 'maybe-twice' | 'twice'): BulkAction => ({
  ...{ about: 'documents', word: 'send', ids: [1, 2], risk },
});
const leaveOut: BulkAction = { about: 'documents', word: 'leave-out', ids: [1, 2] };
const retry: BulkAction = { about: 'batches', word: 'retry', ids: [1] };
const sendAgain: BulkAction = { about: 'batches', word: 'send-again', ids: [1, 2] };
const withdraw = (isAnyInDoubt: boolean): BulkAction => ({
  ...{ about: 'batches', word: 'withdraw', ids: [1], isAnyInDoubt },
});

beforeEach(() => setLanguage('en', 'en-GB'));

describe('the question', () => {
  it('is left out only where nothing can be there twice or be lost', () => {
    expect(bulkQuestion(send('none'))).toBeNull();
    expect(bulkQuestion(retry)).toBeNull();
    for (const action of [send('twice'), send('maybe-twice'), leaveOut, sendAgain, withdraw(false)]) {
      expect(bulkQuestion(action)).not.toBeNull();
    }
  });

  it('says plainly that batches in doubt may be delivered twice', () => {
    expect(bulkQuestion(sendAgain)).toEqual({
      title: 'Send 2 batches again?',
      text: expect.stringMatching(/delivered twice: the server will have every document of them twice/) as string,
      confirm: 'Send again',
    });
  });

  it('says that a withdrawn batch may be at the server, only where it may', () => {
    expect(bulkQuestion(withdraw(true))?.text).toContain('stays at the server');
    expect(bulkQuestion(withdraw(false))?.text).not.toContain('server');
  });
});

describe('the buttons', () => {
  it('are called as on the rows', () => {
    const actions = [send('none'), send('twice'), retry, sendAgain, withdraw(false)];
    expect(actions.map(bulkName)).toEqual(['Try again', 'Send anyway', 'Try again', 'Send again', 'Withdraw']);
  });
});

describe('the answer', () => {
  it('tells what was done and what had moved on', () => {
    expect(bulkDone(leaveOut, { done: 1_204, movedOn: 0 })).toBe('1,204 documents are left out.');
    expect(bulkDone(retry, { done: 1, movedOn: 1 })).toBe(
      '1 batch is tried again. 1 had moved on meanwhile, so nothing was changed about it.',
    );
  });

  it('says nothing of done when nothing was', () => {
    expect(bulkDone(sendAgain, { done: 0, movedOn: 3 })).toBe(
      '3 had moved on meanwhile, so nothing was changed about them.',
    );
  });

  it('counts in German, too', async () => {
    await setLanguage('de', 'de-DE');
    expect(bulkDone(withdraw(false), { done: 1, movedOn: 2 })).toBe(
      '1 Batch wurde zurückgezogen. 2 waren inzwischen weiter, daran wurde nichts geändert.',
    );
  });
});

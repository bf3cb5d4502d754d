// Paths stay with the program: the window has tokens, and each sends once.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHandOver } from '../ipc/hand-over';
import { createHandedOver, rootNames, type HandedOverPaths } from './handed-over';

function handedOverPaths(): HandedOverPaths {
  let tokens = 0;
  return createHandedOver(() => `token-${(tokens += 1)}`);
}

const invoice = resolve('/scans/invoice.pdf');
const page = { url: 'app://batchdrop/index.html', isMainFrame: true };

describe('what was handed over', () => {
  it('is a token for the window and paths for the program', () => {
    const handedOver = handedOverPaths();
    const answer = handedOver.take([invoice, resolve('/scans/march')]);
    expect(answer).toEqual({ token: 'token-1', names: ['invoice.pdf', 'march'], count: 2 });
    expect(JSON.stringify(answer)).not.toContain('scans');
    expect(handedOver.paths('token-1')).toEqual([invoice, resolve('/scans/march')]);
    expect(handedOver.paths('token-2')).toBeNull();
  });

  it('leaves out what is no whole path, and what comes twice', () => {
    const handedOver = handedOverPaths();
    expect(handedOver.take(['', 'invoice.pdf', '../etc'])).toBeNull();
    expect(handedOver.take([invoice, `${invoice}/../invoice.pdf`])?.count).toBe(1);
  });

  it('can be claimed once, and again when it was put back', () => {
    const handedOver = handedOverPaths();
    const token = handedOver.take([invoice])?.token ?? '';
    const claimed = handedOver.claim(token);
    expect(claimed?.paths).toEqual([invoice]);
    expect(handedOver.claim(token)).toBeNull();
    claimed?.back();
    expect(handedOver.claim(token)?.paths).toEqual([invoice]);
  });

  it('names twenty, and forgets the oldest of many', () => {
    const handedOver = handedOverPaths();
    const many = Array.from({ length: 30 }, (_, number) => resolve(`/scans/${number}.pdf`));
    expect(handedOver.take(many)).toMatchObject({ count: 30, names: { length: 20 } });
    for (let number = 0; number < 50; number += 1) handedOver.take([invoice]);
    expect(handedOver.paths('token-1')).toBeNull();
    expect(handedOver.paths('token-51')).not.toBeNull();
  });

  it('gets names of its own, also where "a" and "A" are the same', () => {
    const paths = ['/x/a.pdf', '/y/A.pdf', '/z/a.pdf', '/x/a (2).pdf', '/x/March', '/y/march'];
    expect(rootNames(paths)).toEqual(['a.pdf', 'A (2).pdf', 'a (3).pdf', 'a (2) (2).pdf', 'March', 'march (2)']);
  });
});

describe('the door for what is dropped', () => {
  const handOver = createHandOver(handedOverPaths().take, 'app://batchdrop');

  it("takes paths from the window's own page", () => {
    expect(handOver(page, [invoice])).toMatchObject({ ok: true, value: { count: 1 } });
    expect(handOver(page, [])).toEqual({ ok: true, value: null });
  });

  it.each([
    [{ ...page, isMainFrame: false }, [invoice]],
    [{ ...page, url: 'app://other/index.html' }, [invoice]],
    [{ ...page, url: 'https://example.com/' }, [invoice]],
    [page, invoice],
    [page, [1]],
    [page, ['x'.repeat(32_768)]],
    [page, Array.from({ length: 10_001 }, () => invoice)],
    [page, null],
  ])('refuses anything else', (caller, paths) => {
    expect(handOver(caller, paths)).toEqual({ ok: false, problem: { code: 'invalid-request' } });
  });
});

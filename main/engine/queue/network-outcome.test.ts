// From the code of a failed connection to what happens with batch and credential (decision 22).
import { describe, expect, it } from 'vitest';
import { classify } from '../deliver/outcome';
import { networkProblems } from '../model';
import { networkProblemOf } from '../network/problems';
import { consequenceOf, type DeliveryHistory } from './next-state';

const history: DeliveryHistory = {
  ...{ documentCount: 1, splitFrom: null, serverErrors: 0, acceptedSinceFirstError: false, inDoubt: 'ask', doubts: 0 },
  ...{ setBefore: { state: 'planned' }, backoffMs: 5_000, now: 1_000_000 },
};

function consequence(code: string, bodyComplete = false) {
  const outcome = classify({ kind: 'failure', code, bodyComplete }, { now: 0, secrets: [] });
  if (outcome.kind === 'accepted') throw new Error('a failure was accepted');
  return { outcome, ...consequenceOf(outcome, history) };
}

describe('a connection that failed', () => {
  const codes = {
    'name-not-found': 'ENOTFOUND',
    'no-secure-connection': 'ERR_SSL_UNSUPPORTED_PROTOCOL',
    'certificate-expired': 'CERT_HAS_EXPIRED',
    'certificate-not-yet-valid': 'CERT_NOT_YET_VALID',
    'certificate-wrong-host': 'ERR_TLS_CERT_ALTNAME_INVALID',
    'certificate-unknown-authority': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'certificate-self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
    'certificate-weak': 'CERTIFICATE_WEAK',
    'certificate-invalid': 'CERT_REVOKED',
    'proxy-unreachable': 'PROXY_UNREACHABLE',
    'proxy-certificate': 'PROXY_CERTIFICATE',
    'proxy-wants-password': 'PROXY_407',
    'proxy-refused': 'PROXY_403',
    'proxy-without-server': 'PROXY_503',
  } as const;

  it.each(networkProblems)('is waited for with its reason: %s', (cause) => {
    const { batch, pause, set } = consequence(codes[cause]);
    expect(batch).toEqual({ state: 'waiting', retryAt: 1_005_000, cause, serverWords: null });
    expect({ pause, set }).toEqual({ pause: null, set: history.setBefore });
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'CONNECT_TIMEOUT', 'STALLED', 'UNKNOWN', 'constructor'])(
    'is the network: %s',
    (code) => {
      expect(networkProblemOf(code)).toBe('network');
    },
  );

  it.each([
    ['CERTIFICATE_CHANGED', 'certificate-changed'],
    ['PROXY_REFUSED_PASSWORD', 'proxy-password-refused'],
  ])('pauses the credential and leaves the batch in the queue: %s', (code, reason) => {
    const { batch, pause, set, restMs } = consequence(code);
    expect(batch).toEqual({ state: 'sealed' });
    expect(pause).toEqual({ reason, serverWords: null });
    expect({ set, restMs }).toEqual({ set: history.setBefore, restMs: null });
  });

  it('is in doubt all the same once the whole body was handed over', () => {
    expect(consequence('EPROTO', true).batch).toEqual({ state: 'in-doubt', serverWords: null });
  });
});

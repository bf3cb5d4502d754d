// What came of testing a credential, in words.
import type { CredentialTest } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { heldReason, waitCause } from './reasons';
import { formatRelative } from './times';
import type { Tone } from './tones';

export interface TestWords {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  /** To be shown as a quotation. */
  readonly serverWords: string | null;
}

/** Why the server was not reached: two of the causes pause a credential, the others are waited for. */
export function networkCause(cause: string): string {
  const pauses = cause === 'certificate-changed' || cause === 'proxy-password-refused';
  return pauses ? heldReason(cause) : waitCause(cause);
}

/** `now` is what "in 15 minutes" counts from. */
export function testWords(test: CredentialTest, now: number): TestWords {
  switch (test.kind) {
    case 'works': {
      const { releaseVersion: version } = test;
      const text =
        version === null ? t('credentials.test.works.text') : t('credentials.test.works.release', { version });
      return { tone: 'good', title: t('credentials.test.works.title'), text, serverWords: null };
    }
    case 'refused':
      return {
        tone: 'bad',
        title: t('credentials.test.refused.title'),
        text: t('credentials.test.refused.text', { status: test.status }),
        serverWords: test.serverWords,
      };
    case 'unreachable':
      return {
        tone: 'attention',
        title: t('credentials.test.unreachable.title'),
        text: t('credentials.test.unreachable.text', { cause: networkCause(test.cause) }),
        serverWords: test.detail === '' ? null : test.detail,
      };
    case 'certificate':
      return {
        tone: 'bad',
        title: t('credentials.test.certificate.title'),
        text: networkCause(test.cause),
        serverWords: null,
      };
    case 'not-klearstack':
      return {
        tone: 'bad',
        title: t('credentials.test.notKlearstack.title'),
        text: t('credentials.test.notKlearstack.text', { status: test.status }),
        serverWords: test.detail === '' ? null : test.detail,
      };
    case 'token-readable': {
      const text =
        test.expiresAt === null
          ? t('credentials.test.tokenReadable.noExpiry')
          : t('credentials.test.tokenReadable.expires', { when: formatRelative(test.expiresAt, now) });
      return { tone: 'moving', title: t('credentials.test.tokenReadable.title'), text, serverWords: null };
    }
    case 'token-expired':
      return {
        tone: 'bad',
        title: t('credentials.test.tokenExpired.title'),
        text: t('credentials.test.tokenExpired.text', { when: formatRelative(test.expiresAt, now) }),
        serverWords: null,
      };
  }
}

// What came of testing a credential, in words.
import type { CredentialTest } from '../../../preload/contract';
import { formatRelative } from './times';
import type { Tone } from './tones';

export interface TestWords {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  /** To be shown as a quotation. */
  readonly serverWords: string | null;
}

/** `now` is what "in 15 minutes" counts from. */
export function testWords(test: CredentialTest, now: number, locale?: string): TestWords {
  switch (test.kind) {
    case 'works': {
      const version = test.releaseVersion === null ? '' : ` The server runs release ${test.releaseVersion}.`;
      const text = `The server gave an access token.${version}`;
      return { tone: 'good', title: 'It works', text, serverWords: null };
    }
    case 'refused':
      return {
        tone: 'bad',
        title: 'The server refused',
        text: `The server was reached, but did not accept these details (status ${test.status}).`,
        serverWords: test.serverWords,
      };
    case 'unreachable':
      return {
        tone: 'attention',
        title: 'The server could not be reached',
        text: 'Check the base URL, the network and the proxy. The details themselves were not tested.',
        serverWords: test.detail === '' ? null : test.detail,
      };
    case 'not-klearstack':
      return {
        tone: 'bad',
        title: 'Something else answered',
        text: `This address answered (status ${test.status}), but not as KlearStack does. Check the base URL.`,
        serverWords: test.detail === '' ? null : test.detail,
      };
    case 'token-readable': {
      const expiry =
        test.expiresAt === null
          ? 'It does not say when it runs out.'
          : `It runs out ${formatRelative(test.expiresAt, now, locale)}.`;
      const text = `The token is in order. ${expiry} Whether the server takes it shows with the first batch.`;
      return { tone: 'moving', title: 'The token can be read', text, serverWords: null };
    }
    case 'token-expired':
      return {
        tone: 'bad',
        title: 'The token has run out',
        text: `It ran out ${formatRelative(test.expiresAt, now, locale)}. Paste a new one, or choose automatic tokens.`,
        serverWords: null,
      };
  }
}

// "Test" and what came of it, with the server's own words.
import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Calls, CredentialDraft, Reply } from '../../../preload/contract';
import { bridge } from '../bridge';
import { t } from '../i18n/translate';
import { useIsLocked } from '../policy/locked-fields';
import { ServerWords } from '../ui/server-words';
import { networkCause, testWords } from '../words/credential-tests';
import { problemSentence } from '../words/problems';
import { CertificateFacts } from './certificate-facts';

type TestReply = Reply<Calls['credentials.test']['value']>;

/** Tests what the form holds, saved or not; null when the form is not complete. No document is sent. */
export function CredentialTestButton({
  draft,
  onTrust,
}: {
  readonly draft: () => CredentialDraft | null;
  /** Somebody trusts the certificate with this fingerprint, which the test has shown. */
  readonly onTrust: (fingerprint: string) => void;
}) {
  const [isRunning, setRunning] = useState(false);
  const [result, setResult] = useState<{ reply: TestReply; at: number } | null>(null);

  // The form's buttons stay at the bottom of a low window and would cover the result.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result !== null) place.current?.scrollIntoView({ block: 'center' });
  }, [result]);

  async function test(): Promise<void> {
    const given = draft();
    setResult(null);
    if (given === null) return;
    setRunning(true);
    const reply = await bridge.call('credentials.test', given);
    setResult({ reply, at: Date.now() });
    setRunning(false);
  }

  return (
    <div className="credential-test">
      <Button
        variant="default"
        leftSection={<IconPlugConnected size={16} aria-hidden />}
        loading={isRunning}
        onClick={() => {
          void test();
        }}
      >
        {t('credentials.test.run')}
      </Button>
      <div role="status" data-testid="test-result" ref={place}>
        {result !== null && <TestResult {...result} onTrust={onTrust} />}
      </div>
    </div>
  );
}

type Shown = Extract<Calls['credentials.test']['value'], { readonly kind: 'certificate' }>;

/** First contact: nothing was sent, and a person compares the fingerprint. */
function CertificateResult({
  test,
  onTrust,
}: {
  readonly test: Shown;
  readonly onTrust: (fingerprint: string) => void;
}) {
  const [isTrusted, setTrusted] = useState(false);
  const isLocked = useIsLocked();
  return (
    <div className="test-result" data-tone="bad">
      <p>
        <strong>{t('credentials.test.certificate.title')}</strong> {networkCause(test.cause)}
      </p>
      <CertificateFacts certificate={test.certificate} before={test.pinned} />
      {!test.canBePinned && <p>{t('credentials.test.certificate.cannot')}</p>}
      {test.canBePinned && !isTrusted && !isLocked && (
        <>
          <p>{t('credentials.test.certificate.trustHelp')}</p>
          <Button
            size="xs"
            mt="xs"
            variant="default"
            onClick={() => {
              onTrust(test.certificate.fingerprint);
              setTrusted(true);
            }}
          >
            {t('credentials.test.certificate.trust')}
          </Button>
        </>
      )}
      {isTrusted && <p>{t('credentials.test.certificate.trusted')}</p>}
    </div>
  );
}

function TestResult({
  reply,
  at,
  onTrust,
}: {
  readonly reply: TestReply;
  readonly at: number;
  readonly onTrust: (fingerprint: string) => void;
}) {
  if (!reply.ok) {
    return (
      <div className="test-result" data-tone="bad">
        <p>
          <strong>{t('credentials.test.notTested')}</strong> {problemSentence(reply.problem)}
        </p>
      </div>
    );
  }
  if (reply.value.kind === 'certificate') return <CertificateResult test={reply.value} onTrust={onTrust} />;
  const { tone, title, text, serverWords } = testWords(reply.value, at);
  return (
    <div className="test-result" data-tone={tone}>
      <p>
        <strong>{title}</strong> {text}
      </p>
      <ServerWords
        words={serverWords}
        {...(reply.value.kind === 'unreachable' && { source: t('credentials.test.details') })}
      />
    </div>
  );
}

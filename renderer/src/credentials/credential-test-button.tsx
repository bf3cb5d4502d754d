// "Test" and what came of it, with the server's own words.
import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Calls, CredentialDraft, Reply } from '../../../preload/contract';
import { bridge } from '../bridge';
import { t } from '../i18n/translate';
import { ServerWords } from '../ui/server-words';
import { testWords } from '../words/credential-tests';
import { problemSentence } from '../words/problems';

type TestReply = Reply<Calls['credentials.test']['value']>;

/** Tests what the form holds, saved or not; null when the form is not complete. No document is sent. */
export function CredentialTestButton({ draft }: { readonly draft: () => CredentialDraft | null }) {
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
        {result !== null && <TestResult {...result} />}
      </div>
    </div>
  );
}

function TestResult({ reply, at }: { readonly reply: TestReply; readonly at: number }) {
  if (!reply.ok) {
    return (
      <div className="test-result" data-tone="bad">
        <p>
          <strong>{t('credentials.test.notTested')}</strong> {problemSentence(reply.problem)}
        </p>
      </div>
    );
  }
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

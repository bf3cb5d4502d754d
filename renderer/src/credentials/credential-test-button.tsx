// "Test" and what came of it, with the server's own words.
import { Alert, Button, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import type { Calls, CredentialDraft, Reply } from '../../../preload/contract';
import { bridge } from '../bridge';
import { ServerWords } from '../ui/server-words';
import { testWords } from '../words/credential-tests';
import { problemSentence } from '../words/problems';
import type { Tone } from '../words/tones';

type TestReply = Reply<Calls['credentials.test']['value']>;

const colors: Record<Tone, string> = {
  good: 'pine',
  moving: 'blue',
  attention: 'yellow',
  bad: 'red',
  double: 'gray',
  quiet: 'gray',
};

/** Tests what the form holds, saved or not; null when the form is not complete. No document is sent. */
export function CredentialTestButton({ draft }: { readonly draft: () => CredentialDraft | null }) {
  const [isRunning, setRunning] = useState(false);
  const [result, setResult] = useState<{ reply: TestReply; at: number } | null>(null);

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
        Test
      </Button>
      <div role="status" data-testid="test-result">
        {result !== null && <TestResult {...result} />}
      </div>
    </div>
  );
}

function TestResult({ reply, at }: { readonly reply: TestReply; readonly at: number }) {
  if (!reply.ok) {
    return (
      <Alert color="red" title="Not tested">
        {problemSentence(reply.problem)}
      </Alert>
    );
  }
  const { tone, title, text, serverWords } = testWords(reply.value, at);
  return (
    <Alert color={colors[tone]} title={title}>
      <Text size="sm">{text}</Text>
      <ServerWords words={serverWords} source={reply.value.kind === 'unreachable' ? 'Details' : 'The server said'} />
    </Alert>
  );
}

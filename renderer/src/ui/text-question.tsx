// A question that is answered with a line of text.
import { Button, Group, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState, type SubmitEvent } from 'react';
import { t } from '../i18n/translate';

interface TextQuestionWords {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly confirm: string;
  readonly isMonospace?: boolean;
  /** What the field starts with. */
  readonly initial?: string;
  /** What is wrong with a text (trimmed), said while it is typed; null when nothing is. */
  readonly check?: (text: string) => string | null;
}

/** Asks in a dialog; it closes when `answer` resolves with true. */
export function askForText(words: TextQuestionWords, answer: (text: string) => Promise<boolean>): void {
  const id = modals.open({
    title: words.title,
    children: (
      <TextQuestion
        words={words}
        answer={answer}
        close={() => {
          modals.close(id);
        }}
      />
    ),
  });
}

interface TextQuestionProps {
  readonly words: TextQuestionWords;
  readonly answer: (text: string) => Promise<boolean>;
  readonly close: () => void;
}

function TextQuestion({ words, answer, close }: TextQuestionProps) {
  const [text, setText] = useState(words.initial ?? '');
  const [error, setError] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);

  async function submit(): Promise<void> {
    if (text.trim() === '') {
      setError(t('common.fillIn'));
      return;
    }
    const wrong = words.check?.(text.trim()) ?? null;
    if (wrong !== null) {
      setError(wrong);
      return;
    }
    setRunning(true);
    const isDone = await answer(text.trim());
    setRunning(false);
    if (isDone) close();
  }

  return (
    <form
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Text size="sm" mb="md">
        {words.text}
      </Text>
      <TextInput
        data-autofocus
        label={words.label}
        value={text}
        error={error}
        classNames={words.isMonospace === true ? { input: 'monospace' } : {}}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setText(value);
          setError(value.trim() === '' ? null : (words.check?.(value.trim()) ?? null));
        }}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={isRunning}>
          {words.confirm}
        </Button>
      </Group>
    </form>
  );
}

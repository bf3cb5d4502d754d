// A one-field form for a dialog.
import { Button, Group, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';

interface Props {
  readonly label: string;
  readonly help: string;
  /** The button that saves. */
  readonly save: string;
  readonly onSave: (text: string) => Promise<void>;
  readonly onCancel: () => void;
}

export function ShortEntry({ label, help, save, onSave, onCancel }: Props) {
  const [text, setText] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const submit = async () => {
    if (text.trim() === '') {
      setIsMissing(true);
      return;
    }
    setIsSaving(true);
    await onSave(text.trim());
    setIsSaving(false);
  };
  return (
    <form
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        label={label}
        description={help}
        value={text}
        error={isMissing ? 'This field is needed.' : null}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setIsMissing(false);
        }}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={isSaving}>
          {save}
        </Button>
      </Group>
    </form>
  );
}

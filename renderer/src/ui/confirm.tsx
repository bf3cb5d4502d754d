// A question before something that cannot be taken back.
import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { t } from '../i18n/translate';

interface Question {
  readonly title: string;
  readonly text: string | readonly string[];
  readonly confirm: string;
  readonly danger?: boolean;
}

/** Asks, and does it only when confirmed. The focus starts on "Cancel". */
export function confirmed({ title, text, confirm, danger = false }: Question, onConfirm: () => void): void {
  modals.openConfirmModal({
    title,
    children: [text].flat().map((paragraph) => (
      <Text key={paragraph} size="sm" mb="sm">
        {paragraph}
      </Text>
    )),
    labels: { confirm, cancel: t('common.cancel') },
    confirmProps: danger ? { color: 'red' } : {},
    cancelProps: { 'data-autofocus': true },
    onConfirm,
  });
}

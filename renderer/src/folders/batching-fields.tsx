// When the documents that arrived become a batch.
import { NumberInput } from '@mantine/core';
import { t } from '../i18n/translate';
import { FieldRow } from '../ui/field-row';
import { Panel } from '../ui/panel';
import { folderHelp } from '../words/profile';
import { limits } from './folder-values';
import type { FormPart } from './form-part';

/** Whichever comes first. */
export function BatchingFields({ form }: FormPart) {
  return (
    <Panel title={t('folders.form.batching')} aside={<span className="dim">{t('folders.form.batchingAside')}</span>}>
      <FieldRow>
        <NumberInput
          label={t('folders.form.quietSeconds')}
          description={folderHelp.quietSeconds}
          allowDecimal={false}
          {...limits.quietSeconds}
          clampBehavior="none"
          {...form.getInputProps('quietSeconds')}
        />
        <NumberInput
          label={t('folders.form.maxDocuments')}
          description={folderHelp.maxDocuments}
          allowDecimal={false}
          {...limits.maxDocuments}
          clampBehavior="none"
          {...form.getInputProps('maxDocuments')}
        />
        <NumberInput
          label={t('folders.form.maxMegabytes')}
          description={folderHelp.maxMegabytes}
          allowDecimal={false}
          {...limits.maxMegabytes}
          clampBehavior="none"
          {...form.getInputProps('maxMegabytes')}
        />
      </FieldRow>
    </Panel>
  );
}

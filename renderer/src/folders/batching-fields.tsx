// When the documents that arrived become a batch.
import { NumberInput } from '@mantine/core';
import { FieldRow } from '../ui/field-row';
import { Panel } from '../ui/panel';
import { folderHelp } from '../words/profile';
import { limits } from './folder-values';
import type { FormPart } from './form-part';

/** Whichever comes first. */
export function BatchingFields({ form }: FormPart) {
  return (
    <Panel title="When a batch is packed" aside={<span className="dim">whichever comes first</span>}>
      <FieldRow>
        <NumberInput
          label="Quiet seconds"
          description={folderHelp.quietSeconds}
          allowDecimal={false}
          {...limits.quietSeconds}
          clampBehavior="none"
          {...form.getInputProps('quietSeconds')}
        />
        <NumberInput
          label="Max documents"
          description={folderHelp.maxDocuments}
          allowDecimal={false}
          {...limits.maxDocuments}
          clampBehavior="none"
          {...form.getInputProps('maxDocuments')}
        />
        <NumberInput
          label="Max megabytes"
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

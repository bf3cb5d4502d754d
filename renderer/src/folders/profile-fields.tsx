// The contract's fields that every batch of the folder is sent with.
import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { documentTypes, invoiceTypes, processingPrefs } from '../../../preload/contract';
import { FieldRow } from '../ui/field-row';
import { Panel } from '../ui/panel';
import { documentTypeNames, folderHelp, invoiceTypeNames, processingPrefNames } from '../words/profile';
import { withDocumentType } from './folder-values';
import type { FormPart } from './form-part';

const priorities = [
  { value: 'unset', label: 'Not sent' },
  { value: 'true', label: 'High (true)' },
  { value: 'false', label: 'Normal (false)' },
];

/** Insurances lock the invoice type to B2C. */
export function ProfileFields({ form }: FormPart) {
  const isLocked = form.values.documentType === 'Insurances';
  return (
    <Panel title="How the documents are sent">
      <div className="form-fields">
        <FieldRow>
          <NativeSelect
            label="Document type"
            description={folderHelp.documentType}
            data={documentTypes.map((type) => ({ value: type, label: documentTypeNames[type] }))}
            {...form.getInputProps('documentType')}
            onChange={(event) => {
              const documentType = documentTypes.find((type) => type === event.currentTarget.value);
              if (documentType !== undefined) form.setValues(withDocumentType(form.values, documentType));
            }}
          />
          <NativeSelect
            label="Invoice type"
            description={isLocked ? folderHelp.invoiceTypeLocked : folderHelp.invoiceType}
            disabled={isLocked}
            data={invoiceTypes.map((type) => ({ value: type, label: invoiceTypeNames[type] }))}
            {...form.getInputProps('invoiceType')}
          />
        </FieldRow>
        <FieldRow>
          <NativeSelect
            label="Processing preference"
            description={folderHelp.processingPref}
            data={processingPrefs.map((pref) => ({ value: pref, label: processingPrefNames[pref] }))}
            {...form.getInputProps('processingPref')}
          />
          <NativeSelect
            label="Priority"
            description={folderHelp.priority}
            data={priorities}
            {...form.getInputProps('priority')}
          />
        </FieldRow>
        <TextInput label="Account id" description={folderHelp.accountId} {...form.getInputProps('accountId')} />
        <Switch
          label="Send source name"
          description={folderHelp.sendSourceName}
          {...form.getInputProps('sendSourceName', { type: 'checkbox' })}
        />
        <Switch
          label="Other images (TIFF, BMP, GIF, WebP)"
          description={folderHelp.otherImages}
          {...form.getInputProps('otherImages', { type: 'checkbox' })}
        />
      </div>
    </Panel>
  );
}

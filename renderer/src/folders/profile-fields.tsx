// The contract's fields that every batch of the folder is sent with.
import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { documentTypes, invoiceTypes, processingPrefs } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { FieldRow } from '../ui/field-row';
import { Panel } from '../ui/panel';
import { documentTypeNames, folderHelp, invoiceTypeNames, priorityNames, processingPrefNames } from '../words/profile';
import { withDocumentType } from './folder-values';
import type { FormPart } from './form-part';

const priorities = ['unset', 'true', 'false'] as const;

/** Insurances lock the invoice type to B2C. */
export function ProfileFields({ form }: FormPart) {
  const isLocked = form.values.documentType === 'Insurances';
  return (
    <Panel title={t('folders.form.profile')}>
      <div className="form-fields">
        <FieldRow>
          <NativeSelect
            label={t('folders.form.documentType')}
            description={folderHelp.documentType}
            data={documentTypes.map((type) => ({ value: type, label: documentTypeNames[type] }))}
            {...form.getInputProps('documentType')}
            onChange={(event) => {
              const documentType = documentTypes.find((type) => type === event.currentTarget.value);
              if (documentType !== undefined) form.setValues(withDocumentType(form.values, documentType));
            }}
          />
          <NativeSelect
            label={t('folders.form.invoiceType')}
            description={isLocked ? folderHelp.invoiceTypeLocked : folderHelp.invoiceType}
            disabled={isLocked}
            data={invoiceTypes.map((type) => ({ value: type, label: invoiceTypeNames[type] }))}
            {...form.getInputProps('invoiceType')}
          />
        </FieldRow>
        <FieldRow>
          <NativeSelect
            label={t('folders.form.processingPref')}
            description={folderHelp.processingPref}
            data={processingPrefs.map((pref) => ({ value: pref, label: processingPrefNames[pref] }))}
            {...form.getInputProps('processingPref')}
          />
          <NativeSelect
            label={t('folders.form.priority')}
            description={folderHelp.priority}
            data={priorities.map((priority) => ({ value: priority, label: priorityNames[priority] }))}
            {...form.getInputProps('priority')}
          />
        </FieldRow>
        <TextInput
          label={t('folders.form.accountId')}
          description={folderHelp.accountId}
          {...form.getInputProps('accountId')}
        />
        <Switch
          label={t('folders.form.sendSourceName')}
          description={folderHelp.sendSourceName}
          {...form.getInputProps('sendSourceName', { type: 'checkbox' })}
        />
        <Switch
          label={t('folders.form.otherImages')}
          description={folderHelp.otherImages}
          {...form.getInputProps('otherImages', { type: 'checkbox' })}
        />
      </div>
    </Panel>
  );
}

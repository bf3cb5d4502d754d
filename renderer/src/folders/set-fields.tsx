// Which set the batches go into; a new set's name is shown while it is typed.
import { NativeSelect, TextInput } from '@mantine/core';
import { setPolicies, type SetPolicyName } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { useNow } from '../ui/use-now';
import { folderHelp, setNamePlaceholders, setPolicyNames } from '../words/profile';
import { formatDay } from '../words/times';
import { isNewSet } from './folder-values';
import type { FormPart } from './form-part';
import { SentenceWithData } from './sentence-with-data';
import { exampleSubfolder, nextSetAt, previewSetName, suggestedTemplates, templateProblem } from './set-name-preview';
import { useExistingSet } from './use-existing-set';

/** `savedPath` is given when the saved folder has one set for itself, which may exist by now. */
export function SetFields({ form, savedPath }: FormPart & { readonly savedPath: string | null }) {
  const { setPolicy, setName, path } = form.values;
  const existing = useExistingSet(savedPath);
  const isLocked = existing !== null && setPolicy === 'new-per-folder';
  return (
    <Panel title={t('folders.form.set')}>
      <div className="form-fields">
        <NativeSelect
          label={t('folders.form.setPolicy')}
          description={folderHelp.setPolicy}
          data={setPolicies.map((policy) => ({ value: policy, label: setPolicyNames[policy] }))}
          {...form.getInputProps('setPolicy')}
          onChange={(event) => {
            const policy = setPolicies.find((one) => one === event.currentTarget.value);
            if (policy === undefined) return;
            // A name that was typed is kept; a suggestion gives way to the next one.
            const isSuggestion = setName === '' || Object.values(suggestedTemplates).includes(setName);
            form.setValues({
              setPolicy: policy,
              ...(isSuggestion && { setName: suggestedTemplates[policy] ?? '' }),
            });
          }}
        />
        {setPolicy === 'existing' && (
          <TextInput
            label={t('folders.form.setReferenceNumber')}
            description={folderHelp.setReferenceNumber}
            withAsterisk
            {...form.getInputProps('setReferenceNumber')}
          />
        )}
        {isNewSet(setPolicy) && (
          <>
            <TextInput
              label={t('folders.form.setName')}
              description={isLocked ? folderHelp.setNameLocked : folderHelp.setName}
              disabled={isLocked}
              withAsterisk
              {...form.getInputProps('setName')}
            />
            {isLocked ? (
              <p className="set-preview">
                <SentenceWithData data={existing} sentence={(name) => t('folders.setName.existing', { name })} />
              </p>
            ) : (
              templateProblem(setName) === null && <Preview template={setName} path={path} policy={setPolicy} />
            )}
          </>
        )}
      </div>
    </Panel>
  );
}

interface PreviewProps {
  readonly template: string;
  readonly path: string;
  readonly policy: SetPolicyName;
}

function Preview({ template, path, policy }: PreviewProps) {
  const now = useNow(1_000);
  const next = nextSetAt(policy, now);
  return (
    <p className="set-preview" data-testid="set-name-preview">
      <SentenceWithData
        data={previewSetName(template, path, now)}
        sentence={(name) =>
          template.includes(setNamePlaceholders.subfolder)
            ? t('folders.setName.firstOfSubfolder', { name, subfolder: exampleSubfolder })
            : t('folders.setName.first', { name })
        }
      />{' '}
      {next !== null && t('folders.setName.next', { day: formatDay(next) })}
    </p>
  );
}

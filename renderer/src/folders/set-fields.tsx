// Which set the batches go into; a new set's name is shown while it is typed.
import { NativeSelect, TextInput } from '@mantine/core';
import { setPolicies, type SetPolicyName } from '../../../preload/contract';
import { Panel } from '../ui/panel';
import { useNow } from '../ui/use-now';
import { folderHelp, setPolicyNames } from '../words/profile';
import { formatDay } from '../words/times';
import { isNewSet } from './folder-values';
import type { FormPart } from './form-part';
import { exampleSubfolder, nextSetAt, previewSetName, suggestedTemplates, templateProblem } from './set-name-preview';
import { useExistingSet } from './use-existing-set';

/** `savedPath` is given when the saved folder has one set for itself, which may exist by now. */
export function SetFields({ form, savedPath }: FormPart & { readonly savedPath: string | null }) {
  const { setPolicy, setName, path } = form.values;
  const existing = useExistingSet(savedPath);
  const isLocked = existing !== null && setPolicy === 'new-per-folder';
  return (
    <Panel title="Set">
      <div className="form-fields">
        <NativeSelect
          label="Set policy"
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
            label="Set reference number"
            description={folderHelp.setReferenceNumber}
            withAsterisk
            {...form.getInputProps('setReferenceNumber')}
          />
        )}
        {isNewSet(setPolicy) && (
          <>
            <TextInput
              label="Set name template"
              description={isLocked ? folderHelp.setNameLocked : folderHelp.setName}
              disabled={isLocked}
              withAsterisk
              {...form.getInputProps('setName')}
            />
            {isLocked ? (
              <p className="set-preview">
                The set is called <strong>{existing}</strong>.
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
      The first set will be called <strong>{previewSetName(template, path, now)}</strong>
      {template.includes('{subfolder}') && ` for documents in a sub-folder named ${exampleSubfolder}`}.
      {next !== null && ` The next one begins on ${formatDay(next)}.`}
    </p>
  );
}

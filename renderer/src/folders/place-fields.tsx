// Where the documents come from and where they go.
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import type { CredentialView } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { useIsLocked } from '../policy/locked-fields';
import { showProblem } from '../ui/notices';
import { Panel } from '../ui/panel';
import { folderHelp } from '../words/profile';
import type { FormPart } from './form-part';

/** The path can be typed too, for places that the dialog does not show. */
export function PlaceFields({ form, credentials }: FormPart & { readonly credentials: readonly CredentialView[] }) {
  const pick = useAction('folders.pick');
  const isLocked = useIsLocked();

  async function choose(): Promise<void> {
    const reply = await pick.run(null);
    if (!reply.ok) showProblem(t('folders.form.notChosen'), reply.problem);
    else if (reply.value.path !== null) form.setFieldValue('path', reply.value.path);
  }

  return (
    <Panel title={t('folders.form.place')}>
      <div className="form-fields">
        <div className={isLocked ? undefined : 'path-field'}>
          <TextInput
            label={t('folders.form.path')}
            description={folderHelp.path}
            spellCheck={false}
            withAsterisk
            {...form.getInputProps('path')}
          />
          {!isLocked && (
            <Button
              variant="default"
              leftSection={<IconFolderOpen size={16} aria-hidden />}
              loading={pick.isRunning}
              onClick={() => {
                void choose();
              }}
            >
              {t('folders.form.choose')}
            </Button>
          )}
        </div>
        <NativeSelect
          label={t('folders.form.credential')}
          description={folderHelp.credentialId}
          withAsterisk
          translate="no"
          data={credentials.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('credentialId')}
        />
        <Switch
          label={t('folders.form.paused')}
          description={folderHelp.paused}
          {...form.getInputProps('paused', { type: 'checkbox' })}
        />
      </div>
    </Panel>
  );
}

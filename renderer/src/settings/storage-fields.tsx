// Where sealed zips wait, how much room they may take, and how long what is done is kept.
import { Alert, Button, NumberInput, TextInput } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import type { SpoolView } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { FieldHelp } from '../policy/lock-mark';
import { lockedInput } from '../policy/locked-props';
import { usePolicy } from '../policy/use-policy';
import { FieldRow } from '../ui/field-row';
import { showProblem } from '../ui/notices';
import { Panel } from '../ui/panel';
import { formatSize } from '../words/numbers';
import type { FormPart } from './form-part';

/** The spool moves at the next start only: a batch on its way must not lose its zip. */
export function StorageFields({ form, spool }: FormPart & { readonly spool: SpoolView }) {
  const { setting } = usePolicy();
  const pick = useAction('folders.pick');

  async function choose(): Promise<void> {
    const reply = await pick.run(null);
    if (!reply.ok) showProblem(t('settings.storage.notChosen'), reply.problem);
    else if (reply.value.path !== null) form.setFieldValue('spoolFolder', reply.value.path);
  }

  return (
    <Panel title={t('settings.storage.title')}>
      <div className="form-fields">
        <div className="path-field">
          <TextInput
            label={t('settings.storage.spoolFolder')}
            description={t('settings.storage.spoolFolderHelp')}
            spellCheck={false}
            {...form.getInputProps('spoolFolder')}
          />
          <Button
            variant="default"
            leftSection={<IconFolderOpen size={16} aria-hidden />}
            loading={pick.isRunning}
            onClick={() => {
              void choose();
            }}
          >
            {t('settings.storage.choose')}
          </Button>
        </div>
        <p className="settings-help">
          {t('settings.storage.spoolNow', { folder: spool.folder, size: formatSize(spool.sizeBytes) })}
        </p>
        {spool.movesAtNextStart && <p className="settings-help">{t('settings.storage.spoolMoves')}</p>}
        {spool.isFull && <Alert color="yellow">{t('settings.storage.spoolFull')}</Alert>}
        {spool.problem !== null && <Alert color="yellow">{t(`settings.storage.problems.${spool.problem}`)}</Alert>}
        <FieldRow>
          <NumberInput
            label={t('settings.storage.spoolMax')}
            description={
              <FieldHelp lock={setting('spoolMaxMegabytes')}>{t('settings.storage.spoolMaxHelp')}</FieldHelp>
            }
            {...lockedInput(setting('spoolMaxMegabytes'))}
            min={0}
            allowDecimal={false}
            {...form.getInputProps('spoolMaxMegabytes')}
          />
          <NumberInput
            label={t('settings.storage.keepZips')}
            description={<FieldHelp lock={setting('keepZipsDays')}>{t('settings.storage.keepZipsHelp')}</FieldHelp>}
            {...lockedInput(setting('keepZipsDays'))}
            min={0}
            allowDecimal={false}
            {...form.getInputProps('keepZipsDays')}
          />
          <NumberInput
            label={t('settings.storage.activityDays')}
            description={<FieldHelp lock={setting('activityDays')}>{t('settings.storage.activityDaysHelp')}</FieldHelp>}
            {...lockedInput(setting('activityDays'))}
            min={1}
            allowDecimal={false}
            {...form.getInputProps('activityDays')}
          />
        </FieldRow>
      </div>
    </Panel>
  );
}

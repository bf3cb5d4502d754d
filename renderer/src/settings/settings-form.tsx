// The form of the settings. Two saves behind one button: preferences and the settings of sending.
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { PreferencesView, Problem, UploadSettings } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { keepLocked } from '../policy/locks';
import { usePolicy } from '../policy/use-policy';
import { useLeaveGuard } from '../shell/navigation-context';
import { confirmed } from '../ui/confirm';
import { FormActions } from '../ui/form-actions';
import { showDone } from '../ui/notices';
import { problemSentence } from '../words/problems';
import { GeneralFields } from './general-fields';
import { NotificationFields } from './notification-fields';
import { SendingFields } from './sending-fields';
import { StorageFields } from './storage-fields';
import {
  checkSettings,
  formField,
  preferencesOf,
  settingsValues,
  uploadSettingsOf,
  type SettingsValues,
} from './settings-values';
import './settings.css';

interface SettingsFormProps {
  readonly view: PreferencesView;
  readonly uploads: UploadSettings;
}

/** Nothing is saved before "Save"; the speed limit then applies to running uploads, too. */
export function SettingsForm({ view, uploads }: SettingsFormProps) {
  const savePreferences = useAction('preferences.save');
  const saveUploads = useAction('uploads.save');
  const locks = usePolicy();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<SettingsValues>({
    initialValues: settingsValues(view.preferences, uploads),
    validate: checkSettings,
    validateInputOnBlur: true,
  });
  useLeaveGuard(form.isDirty());

  async function submit(): Promise<void> {
    setProblem(null);
    const preferences = await savePreferences.run(keepLocked(preferencesOf(form.values), view.preferences, locks));
    if (!preferences.ok) {
      showAtField(preferences.problem);
      return;
    }
    const sending = await saveUploads.run(keepLocked(uploadSettingsOf(form.values), uploads, locks));
    if (!sending.ok) {
      showAtField(sending.problem);
      return;
    }
    form.resetDirty();
    showDone(preferences.value.needsRestart ? t('settings.savedRestart') : t('settings.saved'));
    if (preferences.value.needsReload) offerReload();
  }

  function showAtField(found: Problem): void {
    const field = formField(found.field);
    if (field === null) {
      setProblem(found);
      return;
    }
    form.setFieldError(field, problemSentence(found));
    form.getInputNode(field)?.focus();
  }

  return (
    <form
      className="form"
      noValidate
      onSubmit={form.onSubmit(
        () => {
          void submit();
        },
        (errors) => {
          const [field] = Object.keys(errors);
          if (field !== undefined) form.getInputNode(field)?.focus();
        },
      )}
    >
      <GeneralFields form={form} view={view} />
      <NotificationFields form={form} />
      <SendingFields form={form} />
      <StorageFields form={form} spool={view.spool} />
      <FormActions
        problem={problem}
        isSaving={savePreferences.isRunning || saveUploads.isRunning}
        saveLabel={t('settings.save')}
        cancelLabel={t('settings.discard')}
        onCancel={() => {
          form.reset();
          setProblem(null);
        }}
      />
    </form>
  );
}

/** Texts stand in constants: another language needs the page anew. */
function offerReload(): void {
  const [title, text, confirm] = [t('settings.reload.title'), t('settings.reload.text'), t('settings.reload.confirm')];
  confirmed({ title, text, confirm }, () => {
    window.location.reload();
  });
}

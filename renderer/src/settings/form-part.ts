// What each part of the settings' form gets.
import type { UseFormReturnType } from '@mantine/form';
import type { SettingsValues } from './settings-values';

export interface FormPart {
  readonly form: UseFormReturnType<SettingsValues>;
}

// What each part of the watched folder's form gets.
import type { UseFormReturnType } from '@mantine/form';
import type { FolderValues } from './folder-values';

export interface FormPart {
  readonly form: UseFormReturnType<FolderValues>;
}

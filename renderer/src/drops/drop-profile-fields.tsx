// The contract's fields for dropped documents: a watched folder's, without what only a folder has.
import type { UseFormReturnType } from '@mantine/form';
import { ProfileFields } from '../folders/profile-fields';
import { DuplicateFields } from '../folders/duplicate-fields';
import type { FolderValues } from '../folders/folder-values';
import type { DropValues } from './drop-values';

/** The same fields as in a folder's form. */
export function DropProfileFields({ form }: { readonly form: UseFormReturnType<DropValues> }) {
  // A drop's values are a folder's and one more; Mantine's form type is invariant and cannot say so.
  const folderForm = form as unknown as UseFormReturnType<FolderValues>;
  return (
    <div className="form-fields">
      <ProfileFields form={folderForm} />
      <DuplicateFields form={folderForm} />
    </div>
  );
}

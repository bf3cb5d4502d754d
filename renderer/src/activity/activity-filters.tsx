// What of what happened is shown: kinds, a folder, a credential, a part of a name.
import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { CredentialView, FolderView } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { folderName } from '../words/folder-name';
import { activityGroupNames, type ActivityGroup } from './activity-groups';

export interface ChosenActivity {
  readonly group: ActivityGroup | null;
  readonly folderId: string | null;
  readonly credentialId: string | null;
  readonly text: string;
}

export const everyActivity: ChosenActivity = { group: null, folderId: null, credentialId: null, text: '' };

interface ActivityFiltersProps {
  readonly chosen: ChosenActivity;
  readonly onChange: (chosen: ChosenActivity) => void;
  readonly folders: readonly Pick<FolderView, 'id' | 'path'>[];
  readonly credentials: readonly Pick<CredentialView, 'id' | 'name'>[];
}

/** A row of fields; two rows in a narrow window. */
export function ActivityFilters({ chosen, onChange, folders, credentials }: ActivityFiltersProps) {
  return (
    <div className="activity-filters">
      <TextInput
        type="search"
        aria-label={t('activity.filter.text')}
        placeholder={t('activity.filter.textPlaceholder')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          chosen.text === '' ? null : (
            <CloseButton
              size="sm"
              aria-label={t('activity.filter.clearText')}
              onClick={() => {
                onChange({ ...chosen, text: '' });
              }}
            />
          )
        }
        value={chosen.text}
        onChange={(event) => {
          onChange({ ...chosen, text: event.currentTarget.value });
        }}
      />
      <NativeSelect
        aria-label={t('activity.filter.group')}
        data={[
          { value: '', label: t('activity.groups.all') },
          ...activityGroupNames.map((value) => ({ value, label: t(`activity.groups.${value}`) })),
        ]}
        value={chosen.group ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ ...chosen, group: activityGroupNames.find((known) => known === value) ?? null });
        }}
      />
      <NativeSelect
        aria-label={t('activity.filter.folder')}
        translate="no"
        data={[
          { value: '', label: t('activity.filter.allFolders') },
          ...folders.map(({ id, path }) => ({ value: id, label: labelOf(path, folders) })),
        ]}
        value={chosen.folderId ?? ''}
        onChange={(event) => {
          onChange({ ...chosen, folderId: orNull(event.currentTarget.value) });
        }}
      />
      <NativeSelect
        aria-label={t('activity.filter.credential')}
        translate="no"
        data={[
          { value: '', label: t('activity.filter.allCredentials') },
          ...credentials.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={chosen.credentialId ?? ''}
        onChange={(event) => {
          onChange({ ...chosen, credentialId: orNull(event.currentTarget.value) });
        }}
      />
    </div>
  );
}

/** Two folders of the same name are told apart by their paths. */
function labelOf(path: string, folders: ActivityFiltersProps['folders']): string {
  const name = folderName(path);
  return folders.filter((other) => folderName(other.path) === name).length > 1 ? path : name;
}

function orNull(value: string): string | null {
  return value === '' ? null : value;
}

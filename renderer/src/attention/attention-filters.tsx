// What of the waiting things is shown: one kind, one folder.
import { NativeSelect } from '@mantine/core';
import { attentionKinds, type AttentionKind, type FolderView } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { folderName } from '../words/folder-name';

export interface ChosenAttention {
  readonly kind: AttentionKind | null;
  readonly folderId: string | null;
}

interface AttentionFiltersProps {
  readonly chosen: ChosenAttention;
  readonly onChange: (chosen: ChosenAttention) => void;
  /** Of the chosen folder; undefined until they are known. */
  readonly counts: Readonly<Record<AttentionKind, number>> | undefined;
  readonly folders: readonly Pick<FolderView, 'id' | 'path'>[];
}

/** Of the kinds, those that wait, each with how many. */
export function AttentionFilters({ chosen, onChange, counts, folders }: AttentionFiltersProps) {
  const countOf = (kind: AttentionKind): number => counts?.[kind] ?? 0;
  const all = attentionKinds.reduce((sum, kind) => sum + countOf(kind), 0);
  return (
    <div className="attention-filters">
      <NativeSelect
        aria-label={t('attention.filter.kind')}
        data={[
          { value: '', label: t('attention.filter.all', { count: all }) },
          ...attentionKinds
            .filter((kind) => countOf(kind) > 0 || kind === chosen.kind)
            .map((kind) => ({
              value: kind,
              label: t('attention.filter.ofKind', { kind: t(`attention.kinds.${kind}`), count: countOf(kind) }),
            })),
        ]}
        value={chosen.kind ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ ...chosen, kind: attentionKinds.find((known) => known === value) ?? null });
        }}
      />
      <NativeSelect
        aria-label={t('attention.filter.folder')}
        translate="no"
        data={[
          { value: '', label: t('attention.filter.allFolders') },
          ...folders.map(({ id, path }) => ({ value: id, label: labelOf(path, folders) })),
        ]}
        value={chosen.folderId ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ ...chosen, folderId: value === '' ? null : value });
        }}
      />
    </div>
  );
}

/** Two folders of the same name are told apart by their paths. */
function labelOf(path: string, folders: AttentionFiltersProps['folders']): string {
  const name = folderName(path);
  return folders.filter((other) => folderName(other.path) === name).length > 1 ? path : name;
}

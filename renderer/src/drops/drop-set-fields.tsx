// Which set dropped documents go into: none, a new one, one by its number, or one that this program knows.
import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { setTitle } from '../sets/set-title';
import type { DropInto, DropValues } from './drop-values';

interface DropSetFieldsProps {
  readonly form: UseFormReturnType<DropValues>;
  readonly into: DropInto | null;
  readonly credentialName: string;
}

const shownSets = 100;

/** Only sets of the same credential: a number means nothing to another account. */
export function DropSetFields({ form, into, credentialName }: DropSetFieldsProps) {
  const sets = useCall('sets.list', { offset: 0, limit: shownSets, search: '' });
  const listed = (sets.data?.items ?? []).flatMap((set) =>
    set.id !== null && set.credentialName === credentialName && set.state !== 'needs-attention'
      ? [{ value: `known-${set.id}`, label: setTitle(set) }]
      : [],
  );
  // The set that documents are added to may be an old one, which is not among those.
  const wanted = into !== null && into.credentialName === credentialName ? `known-${into.setId}` : null;
  const isMissing = wanted !== null && !listed.some(({ value }) => value === wanted);
  const known = isMissing ? [{ value: wanted, label: into?.title ?? '' }, ...listed] : listed;
  const { setChoice } = form.values;
  return (
    <>
      <NativeSelect
        label={t('drops.set.label')}
        description={t('drops.set.help')}
        data={[
          { value: 'none', label: t('drops.set.none') },
          { value: 'new', label: t('drops.set.new') },
          { value: 'existing', label: t('drops.set.existing') },
          ...(known.length === 0
            ? []
            : [
                {
                  group: t('drops.set.knownGroup'),
                  items: known,
                },
              ]),
        ]}
        {...form.getInputProps('setChoice')}
      />
      {setChoice === 'new' && (
        <TextInput
          label={t('drops.set.newName')}
          description={t('drops.set.newNameHelp')}
          withAsterisk
          {...form.getInputProps('setName')}
        />
      )}
      {setChoice === 'existing' && (
        <TextInput label={t('drops.set.number')} withAsterisk {...form.getInputProps('setReferenceNumber')} />
      )}
    </>
  );
}

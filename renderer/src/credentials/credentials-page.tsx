// The accounts that documents are delivered with.
import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { CredentialCard } from './credential-card';

/** One card for each. */
export function CredentialsPage() {
  const credentials = useCall('credentials.list', null);
  const { go } = useNavigation();
  const isEmpty = credentials.data?.length === 0;
  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => {
        go({ page: 'credential-form', id: null });
      }}
    >
      {t('credentials.add')}
    </Button>
  );
  return (
    <Page
      title={t('credentials.title')}
      lead={t('credentials.lead')}
      actions={credentials.data === undefined || isEmpty ? undefined : add}
    >
      <Faces
        query={credentials}
        what={t('credentials.what')}
        loading={<RowSkeletons rows={2} height={150} />}
        isEmpty={() => isEmpty}
        empty={
          <EmptyFace
            icon={IconKey}
            title={t('credentials.empty.title')}
            text={t('credentials.empty.text')}
            action={add}
          />
        }
      >
        {(all) => (
          <ul className="cards" aria-label={t('credentials.title')}>
            {all.map((credential) => (
              <CredentialCard key={credential.id} credential={credential} />
            ))}
          </ul>
        )}
      </Faces>
    </Page>
  );
}

// Adding and editing a credential: finds what is to be edited and shows the form.
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { CredentialForm } from './credential-form';
import './credentials.css';

/** `id: null` adds one. */
export function CredentialFormPage({ id }: { readonly id: string | null }) {
  const credentials = useCall('credentials.list', null);
  return (
    <Page title={id === null ? t('credentials.add') : t('credentials.edit')}>
      <Faces query={credentials} what={t('credentials.whatOne')} loading={<RowSkeletons rows={5} height={56} />}>
        {(all) => <CredentialForm saved={all.find((credential) => credential.id === id) ?? null} />}
      </Faces>
    </Page>
  );
}

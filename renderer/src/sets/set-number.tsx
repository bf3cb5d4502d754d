// A set's reference number with a button that copies it.
import { t } from '../i18n/translate';
import { CopyButton } from '../ui/copy-button';

/** In words when there is none yet. */
export function SetNumber({ referenceNumber }: { readonly referenceNumber: string | null }) {
  if (referenceNumber === null) return <span className="set-number dim">{t('sets.number.none')}</span>;
  return (
    <span className="set-number">
      <span className="visually-hidden">{t('sets.number.label')} </span>
      <span data-testid="set-reference-number" translate="no">
        {referenceNumber}
      </span>
      <CopyButton
        label={t('sets.number.copy', { number: referenceNumber })}
        text={() => Promise.resolve(referenceNumber)}
      />
    </span>
  );
}

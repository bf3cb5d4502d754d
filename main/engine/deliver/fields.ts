// The form fields of an uploadbatch call, as contract.md lists them.
import type { Credential, DeliveryProfile } from '../model';

/** How a batch relates to a set. */
export type SetChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'create'; readonly name: string }
  | { readonly kind: 'add'; readonly referenceNumber: string };

export type FormField = readonly [name: string, value: string];

/** The fields before the file, in the contract's order. Optional fields that are not set are left out, never empty. */
export function uploadFields(
  { companyName, username }: Pick<Credential, 'companyName' | 'username'>,
  password: string,
  profile: DeliveryProfile,
  set: SetChoice,
): FormField[] {
  const fields: FormField[] = [
    ['company_name', companyName],
    ['username', username],
    ['password', password],
    ['processing_pref', profile.processingPref],
    ['document_type', profile.documentType],
    ['invoice_type', profile.invoiceType],
  ];
  if (isSet(profile.sourceName)) fields.push(['source_name', profile.sourceName]);
  if (profile.priority !== undefined) fields.push(['priority_flag', profile.priority ? 'true' : 'false']);
  if (isSet(profile.accountId)) fields.push(['account_id', profile.accountId]);
  if (set.kind === 'add') fields.push(['set_reference_number', set.referenceNumber]);
  if (set.kind === 'create') fields.push(['set_name', set.name], ['create_new_set', 'True']);
  return fields;
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

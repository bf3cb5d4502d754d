// The sandbox's strictness about the fields of uploadbatch: contract.md, and nothing that it does not name.

export interface SandboxAccount {
  readonly companyName: string;
  readonly username: string;
  readonly password: string;
}

/** What a refused request is answered with. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
}

export type SetWish =
  | { readonly kind: 'none' }
  | { readonly kind: 'create'; readonly name: string }
  | { readonly kind: 'add'; readonly referenceNumber: string };

const required = ['company_name', 'username', 'password', 'processing_pref', 'document_type', 'invoice_type'] as const;
const optional = ['source_name', 'priority_flag', 'account_id', 'set_reference_number', 'set_name', 'create_new_set'];

const allowed: ReadonlyMap<string, RegExp> = new Map([
  ['processing_pref', /^(speed|accuracy)$/i],
  ['document_type', /^(Invoices|Receipts|PurchaseOrders|NACH|LoanAgreement|Insurances)$/],
  ['invoice_type', /^(B2B|B2C)$/],
  ['source_name', /^API$/],
  ['priority_flag', /^(true|false)$/],
  ['create_new_set', /^True$/],
]);

/** Checks the text fields of an upload, in the order that a client would want to hear of them. */
export function checkFields(fields: ReadonlyMap<string, readonly string[]>): Refusal | null {
  for (const name of required) {
    if ((fields.get(name)?.[0] ?? '') === '') return refusal(`Please provide ${name}.`);
  }
  for (const [name, values] of fields) {
    if (!required.some((known) => known === name) && !optional.includes(name)) return refusal(`Unknown field ${name}.`);
    if (values.length > 1) return refusal(`${name} is given ${values.length} times.`);
    if (values[0] === '') return refusal(`${name} is empty; leave it out instead.`);
    const pattern = allowed.get(name);
    if (pattern !== undefined && !pattern.test(values[0] ?? ''))
      return refusal(`${name} has a value that is not allowed.`);
  }
  if (value(fields, 'document_type') === 'Insurances' && value(fields, 'invoice_type') !== 'B2C') {
    return refusal('invoice_type has to be B2C for Insurances.');
  }
  return checkSet(fields);
}

/** Whether the account exists; the contract has one answer for a wrong name and a wrong password. */
export function checkAccount(
  fields: ReadonlyMap<string, readonly string[]>,
  accounts: readonly SandboxAccount[],
): Refusal | null {
  const known = accounts.some(
    ({ companyName, username, password }) =>
      companyName === value(fields, 'company_name') &&
      username === value(fields, 'username') &&
      password === value(fields, 'password'),
  );
  return known ? null : { status: 401, error: 'Incorrect username or password.' };
}

/** What the request wants of sets. Needs fields that passed `checkFields`. */
export function setWish(fields: ReadonlyMap<string, readonly string[]>): SetWish {
  const referenceNumber = value(fields, 'set_reference_number');
  if (referenceNumber !== null) return { kind: 'add', referenceNumber };
  const name = value(fields, 'set_name');
  return name === null ? { kind: 'none' } : { kind: 'create', name };
}

function checkSet(fields: ReadonlyMap<string, readonly string[]>): Refusal | null {
  const number = value(fields, 'set_reference_number');
  const name = value(fields, 'set_name');
  const create = value(fields, 'create_new_set');
  if (create !== null && name === null) return refusal('Please provide set_name.');
  if (create === null && name !== null) return refusal('set_name goes with create_new_set only.');
  if (create !== null && number !== null) return refusal('Give set_reference_number or create_new_set, not both.');
  return null;
}

function value(fields: ReadonlyMap<string, readonly string[]>, name: string): string | null {
  return fields.get(name)?.[0] ?? null;
}

function refusal(error: string): Refusal {
  return { status: 400, error };
}

// What each part of the credential's form gets.
import type { UseFormReturnType } from '@mantine/form';
import type { CredentialValues } from './credential-values';

export interface FormPart {
  readonly form: UseFormReturnType<CredentialValues>;
}

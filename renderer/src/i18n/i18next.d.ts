// Makes a key that does not exist, and a placeholder that is not filled in, a compile error.
import type { english } from './texts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts';
    resources: { texts: typeof english };
  }
}

// Makes a key that does not exist a compile error.
import type { english } from './texts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts';
    resources: { texts: typeof english };
  }
}

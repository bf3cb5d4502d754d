// What settings and IPC may use of the engine's inner parts without running it: the checks behind the forms.
export { parseBaseUrl } from './deliver/base-url';
export { testCredential } from './deliver/test-credential';
export { parseAuthority, authorityFileBytes } from './network/added-authority';
export { describePem, parseFingerprint } from './network/certificates';
export { parseProxyAnswer } from './network/proxy-routes';
export { ignoredVariables } from './network/environment';
export { networkOf } from './network/network';
export { checkTemplate } from './seal/set-name';
export { folderIdOf } from './watch/folder-id';

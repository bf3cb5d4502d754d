// Help and explanations around credentials and how their secrets are kept.

export const credentialHelp = {
  name: 'Only for you, to tell credentials apart.',
  baseUrl: 'The address of your KlearStack server, without what follows the host name.',
  companyName: 'As it is registered with KlearStack.',
  username: 'A user of that company.',
  password: 'Kept on this computer only. It cannot be read back here.',
  passwordSaved: 'Saved. Leave empty to keep it.',
  automatic: 'Batchdrop gets a token with your user name and password and renews it by itself.',
  pasted: 'You paste a token. It usually runs out after 15 minutes, so this is for trials.',
  token: 'The access token, without the word Bearer.',
} as const;

export const plainHttpWarning =
  'This address starts with http://. User name, password and documents would travel unencrypted, readable for anyone on the way.';

export const weakStorage = {
  banner:
    'This computer has no keyring, so passwords are kept only until Batchdrop is closed. After a restart you have to enter them again.',
  title: 'Keep passwords with weaker protection?',
  explanation: [
    'Batchdrop will save passwords and tokens in its own data folder. They are not written as plain text, but whoever can read your files can decode them.',
    'That is acceptable on a computer that only you use and whose disk is encrypted. On a shared computer, set up a keyring (for example GNOME Keyring or KWallet) instead.',
  ],
} as const;

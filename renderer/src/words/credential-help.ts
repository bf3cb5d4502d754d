// Help and explanations around credentials and how their secrets are kept.
import type { InDoubtRule } from '../../../preload/contract';

export const credentialHelp = {
  name: 'Only for you, to tell credentials apart.',
  baseUrl: 'The address of your KlearStack server, without what follows the host name.',
  companyName: 'As it is registered with KlearStack.',
  username: 'A user of that company.',
  password: 'Kept on this computer only. It cannot be read back here.',
  passwordSaved: 'Saved. Leave empty to keep it.',
  automatic: 'Batchdrop gets a token with your user name and password and renews it by itself.',
  pasted: 'You paste a token. It usually runs out after 15 minutes, so this is for trials.',
  inDoubt:
    'Now and then a whole batch is sent, but no clear answer comes back. Nobody can tell then whether it arrived.',
  token: 'The access token, without the word Bearer.',
} as const;

export const inDoubtRuleNames: Record<InDoubtRule, { readonly label: string; readonly help: string }> = {
  ask: {
    label: 'Ask me',
    help: 'The batch waits under “Needs attention” until you have looked at the server. Nothing is delivered twice.',
  },
  'send-again': {
    label: 'Send it again',
    help: 'Goes on without you. If the first try did arrive, the server has every document of the batch twice.',
  },
};

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

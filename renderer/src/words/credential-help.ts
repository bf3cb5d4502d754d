// Help and explanations around credentials and how their secrets are kept.
import type { InDoubtRule } from '../../../preload/contract';
import { t } from '../i18n/translate';

const asTree = { returnObjects: true } as const;

export const credentialHelp = t('credentials.help', asTree);

export const inDoubtRuleNames: Record<InDoubtRule, { readonly label: string; readonly help: string }> = t(
  'credentials.inDoubtRules',
  asTree,
);

export const weakStorage = {
  banner: t('credentials.weakStorage.banner'),
  title: t('credentials.weakStorage.title'),
  explanation: [t('credentials.weakStorage.how'), t('credentials.weakStorage.when')],
} as const;

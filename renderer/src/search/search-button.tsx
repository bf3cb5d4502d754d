// Opens the search; in the navigation, above the views.
import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { t } from '../i18n/translate';
import { useOpenSearch } from './search-context';

/** `isMac`: the shortcut's key has another name there. */
export function SearchButton({ isMac }: { readonly isMac: boolean }) {
  const open = useOpenSearch();
  const shortcut = `${isMac ? '⌘' : t('shell.controlKey')}K`;
  return (
    <UnstyledButton
      className="nav-search"
      aria-haspopup="dialog"
      aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
      title={t('search.open', { shortcut })}
      onClick={open}
    >
      <IconSearch size={18} stroke={1.7} aria-hidden />
      <span className="nav-view-name">{t('search.button')}</span>
      <kbd className="nav-search-key" aria-hidden>
        {shortcut}
      </kbd>
    </UnstyledButton>
  );
}

// What can be searched, shown before anything is typed.
import { IconFile, IconFingerprint, IconPackage, IconStack2, type Icon } from '@tabler/icons-react';
import { t } from '../i18n/translate';

const lines: readonly (readonly ['file' | 'batch' | 'set' | 'hash', Icon])[] = [
  ['file', IconFile],
  ['batch', IconPackage],
  ['set', IconStack2],
  ['hash', IconFingerprint],
];

/** One line for each thing that can be typed. */
export function SearchHint() {
  return (
    <div className="search-note">
      <p className="search-note-title">{t('search.hint.title')}</p>
      <ul className="search-hints">
        {lines.map(([line, Picture]) => (
          <li key={line}>
            <Picture size={17} stroke={1.7} aria-hidden />
            {t(`search.hint.${line}`)}
          </li>
        ))}
      </ul>
      <p>{t('search.hint.keys')}</p>
    </div>
  );
}

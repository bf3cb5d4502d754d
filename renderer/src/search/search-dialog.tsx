// The search's dialog: a field that keeps the focus, and the list of what was found, walked through by arrow keys.
// Mantine's Spotlight gives its lines no roles, so that a screen reader would not hear which one is chosen.
import { CloseButton, Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { t } from '../i18n/translate';
import type { Location } from '../shell/location';
import { useNow } from '../ui/use-now';
import { hitsOf, type Hit } from './hits';
import { HitList, idOfHit } from './hit-list';
import './search.css';
import { SearchHint } from './search-hint';
import { useSearch, type Search } from './use-search';
import { problemSentence } from '../words/problems';

interface SearchDialogProps {
  readonly isOpen: boolean;
  readonly returnsFocus: boolean;
  readonly onClose: () => void;
  readonly onChoose: (to: Location) => void;
}

/** Begins empty each time it is opened. */
export function SearchDialog({ isOpen, returnsFocus, onClose, onChoose }: SearchDialogProps) {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size="42rem"
      lockScroll={false}
      returnFocus={returnsFocus}
      onExitTransitionEnd={focusPage}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('search.dialog')}>
        <div className="search-dialog">
          <SearchBody onClose={onClose} onChoose={onChoose} />
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** A page takes the focus when it opens; one that was open already does not. */
function focusPage(): void {
  // The field has the focus until the dialog is gone.
  setTimeout(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('#content h1')?.focus({ preventScroll: true });
  });
}

function SearchBody({ onClose, onChoose }: Pick<SearchDialogProps, 'onClose' | 'onChoose'>) {
  const listId = useId();
  const now = useNow(60_000);
  const [typed, setTyped] = useState('');
  const search = useSearch(typed);
  const answer = search.last?.reply.ok === true ? search.last.reply.value : null;
  const hits = answer === null ? [] : hitsOf(answer, now);
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const chosen = hits.find(({ key }) => key === chosenKey) ?? hits[0];

  useEffect(() => {
    if (chosen !== undefined) document.getElementById(idOfHit(listId, chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen, listId]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter and arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && chosen !== undefined) {
      event.preventDefault();
      setChosenKey(hits.at((hits.indexOf(chosen) + step) % hits.length)?.key ?? null);
    }
    // What is shown must be what was typed: nobody opens what an older text found.
    if (event.key === 'Enter' && chosen !== undefined && !search.isSearching) {
      event.preventDefault();
      onChoose(chosen.to);
    }
  };
  return (
    <>
      <div className="search-field">
        <TextInput
          variant="unstyled"
          size="md"
          type="text"
          role="combobox"
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          aria-label={t('search.label')}
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : idOfHit(listId, chosen)}
          placeholder={t('search.placeholder')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosenKey(null);
          }}
          onKeyDown={onKeyDown}
        />
        <CloseButton aria-label={t('search.close')} onClick={onClose} />
      </div>
      <div className="visually-hidden" role="status">
        {spokenWords(search, hits)}
      </div>
      <div className="search-results">
        <HitList
          id={listId}
          hits={hits}
          wanted={search.last?.text ?? ''}
          chosen={chosen}
          onPoint={({ key }) => {
            setChosenKey(key);
          }}
          onChoose={({ to }) => {
            onChoose(to);
          }}
        />
        <InPlaceOfHits search={search} typed={typed} hits={hits} />
      </div>
      {answer?.hasMore === true && hits.length > 0 && <p className="search-more">{t('search.hasMore')}</p>}
    </>
  );
}

interface InPlaceOfHitsProps {
  readonly search: Search;
  readonly typed: string;
  readonly hits: readonly Hit[];
}

/** What can be searched, that nothing was found, or why the search failed. */
function InPlaceOfHits({ search: { last, isSearching }, typed, hits }: InPlaceOfHitsProps) {
  if (typed.trim() === '') return <SearchHint />;
  if (last === null) return <p className="search-note">{t('search.searching')}</p>;
  if (!last.reply.ok) {
    return (
      <div className="search-note" role="alert">
        <p className="search-note-title">{t('search.failed')}</p>
        <p>{problemSentence(last.reply.problem)}</p>
      </div>
    );
  }
  if (hits.length > 0 || isSearching) return null;
  return (
    <div className="search-note">
      <p className="search-note-title">{t('search.nothing', { text: last.text })}</p>
      <p>{t('search.nothingHelp')}</p>
    </div>
  );
}

function spokenWords({ last, isSearching }: Search, hits: readonly Hit[]): string {
  if (last?.reply.ok !== true || isSearching) return '';
  if (hits.length === 0) return t('search.nothing', { text: last.text });
  const count = hits.length;
  return last.reply.value.hasMore ? t('search.foundMore', { count }) : t('search.found', { count });
}

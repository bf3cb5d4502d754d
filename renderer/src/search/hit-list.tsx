// What was found, in three groups, as a list box that the search's field leads through.
import { IconFile, IconPackage, IconStack2, type Icon } from '@tabler/icons-react';
import { t } from '../i18n/translate';
import { PathText } from '../ui/path-text';
import { StateMark } from '../ui/state-mark';
import { hitGroups, type Hit, type HitGroup } from './hits';
import { partsOf } from './parts-of';

const icons: Record<HitGroup, Icon> = { sets: IconStack2, batches: IconPackage, documents: IconFile };

interface HitListProps {
  readonly id: string;
  readonly hits: readonly Hit[];
  /** What was searched for, to be marked. */
  readonly wanted: string;
  readonly chosen: Hit | undefined;
  readonly onPoint: (hit: Hit) => void;
  readonly onChoose: (hit: Hit) => void;
}

/** The id of a line's element. */
export function idOfHit(listId: string, { key }: Hit): string {
  return `${listId}-${key}`;
}

/** Empty without hits: the field refers to it all the same. */
export function HitList({ id, hits, ...rest }: HitListProps) {
  return (
    <div id={id} role="listbox" aria-label={t('search.results')} className="search-hits">
      {hitGroups.map((group) => {
        const inGroup = hits.filter((hit) => hit.group === group);
        return (
          inGroup.length > 0 && (
            <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
              <div id={`${id}-${group}`} role="presentation" className="search-group">
                {t(`search.groups.${group}`)}
              </div>
              {inGroup.map((hit) => (
                <HitLine key={hit.key} id={idOfHit(id, hit)} hit={hit} {...rest} />
              ))}
            </div>
          )
        );
      })}
    </div>
  );
}

interface HitLineProps extends Omit<HitListProps, 'hits'> {
  readonly hit: Hit;
}

function HitLine({ id, hit, wanted, chosen, onPoint, onChoose }: HitLineProps) {
  const Picture = icons[hit.group];
  return (
    // The field has the focus and the keys; this is for the mouse.
    <div
      id={id}
      role="option"
      aria-selected={hit.key === chosen?.key}
      className="search-hit"
      data-testid="hit"
      onMouseMove={() => {
        if (hit.key !== chosen?.key) onPoint(hit);
      }}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={() => {
        onChoose(hit);
      }}
    >
      <Picture className="search-hit-icon" size={18} stroke={1.7} aria-hidden />
      <span className="search-hit-words">
        <span className="search-hit-title" {...(hit.isTitleData && { translate: 'no' as const })}>
          {hit.foundBy === null
            ? partsOf(hit.title, wanted).map(({ text, isMatch }, index) =>
                isMatch ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
              )
            : hit.title}
        </span>
        {hit.foundBy !== null && <span className="search-hit-found">{hit.foundBy}</span>}
        <span className="search-hit-facts">
          {hit.facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          <PathText path={hit.folderPath} />
        </span>
      </span>
      <StateMark label={hit.state} />
    </div>
  );
}

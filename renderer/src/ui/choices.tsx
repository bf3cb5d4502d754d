// What each button of a row does, in a short list: for decisions whose names do not say it all.
import type { Choice } from '../words/decisions';
import './ui.css';

/** Nothing when there is nothing to explain. */
export function Choices({ choices }: { readonly choices: readonly Choice[] }) {
  if (choices.length === 0) return null;
  return (
    <dl className="choices">
      {choices.map(({ name, effect }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{effect}</dd>
        </div>
      ))}
    </dl>
  );
}

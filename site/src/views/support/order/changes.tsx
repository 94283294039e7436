import { useMemo, useState } from 'preact/hooks';
import { type Difference, differencesOf } from '../../../machine/json-diff.ts';

const SIGNS: Readonly<Record<Difference['kind'], readonly [sign: string, words: string]>> = {
  added: ['+', 'added'],
  removed: ['−', 'removed'],
  changed: ['~', 'changed'],
};

/** Differences on the page at once. */
const STEP = 50;

const Change = ({ path, kind, before, after }: Difference) => {
  const [sign, words] = SIGNS[kind];
  return (
    <li class={`change ${kind}`}>
      <span aria-hidden="true">{sign} </span>
      <span class="visually-hidden">{words}: </span>
      <strong>{path === '' ? 'the whole' : path}</strong>
      {': '}
      {before !== undefined && <del>{before}</del>}
      {before !== undefined && after !== undefined && <span class="visually-hidden"> became </span>}
      {before !== undefined && after !== undefined && <span aria-hidden="true"> → </span>}
      {after !== undefined && <ins>{after}</ins>}
    </li>
  );
};

interface ChangesProps {
  /** JSON. */
  before: string;
  /** JSON. */
  after: string;
}

/** What differs from one JSON text to another; nothing where one of them is no JSON. */
export const Changes = ({ before, after }: ChangesProps) => {
  const [shown, setShown] = useState(STEP);
  const differences = useMemo(() => differencesOf(before, after), [before, after]);
  if (differences === undefined) return null;
  if (differences.length === 0) return <p class="muted">Nothing: both are the same.</p>;
  return (
    <>
      <ul class="json changes">
        {differences.slice(0, shown).map((each) => (
          <Change key={each.path} {...each} />
        ))}
      </ul>
      {differences.length > shown && (
        <button type="button" class="button small" onClick={() => setShown(shown + STEP)}>
          Show more of {differences.length}
        </button>
      )}
    </>
  );
};

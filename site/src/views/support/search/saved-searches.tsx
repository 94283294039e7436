import { useState } from 'preact/hooks';
import type { SavedSearches as Saved } from '../../../stores/support/saved-searches.ts';

interface SavedSearchesProps {
  saved: Saved;
  /** The address of the search that is shown; undefined where it asks for nothing. */
  current: string | undefined;
}

const SaveForm = ({ saved, current }: { saved: Saved; current: string }) => {
  const [name, setName] = useState('');
  const save = (): void => {
    if (name.trim() === '') return;
    saved.save({ name: name.trim(), address: current });
    setName('');
  };
  return (
    <form
      class="save-search"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label for="search-name">Keep this search as</label>{' '}
      <input
        id="search-name"
        maxLength={60}
        required
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />{' '}
      <button type="submit" class="button small">
        Keep
      </button>
    </form>
  );
};

/** The searches that are kept on this device, and a way to keep the one that is shown. */
export const SavedSearches = ({ saved, current }: SavedSearchesProps) => {
  const searches = saved.searches.value;
  if (searches.length === 0 && current === undefined) return null;
  return (
    <div class="saved-searches">
      {searches.length > 0 && (
        <ul aria-label="Searches kept on this device">
          {searches.map(({ name, address }) => (
            <li key={name}>
              <a href={address} aria-current={address === current ? 'page' : undefined}>
                {name}
              </a>{' '}
              <button type="button" class="button small" onClick={() => saved.forget(name)}>
                ×<span class="visually-hidden"> Forget the search {name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {current !== undefined &&
        (saved.mayKeep(current) ? (
          <SaveForm key={current} saved={saved} current={current} />
        ) : (
          <p class="muted small-text">A search for a person’s e-mail address is not kept on this device.</p>
        ))}
    </div>
  );
};

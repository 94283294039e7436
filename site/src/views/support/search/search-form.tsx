import { useEffect, useState } from 'preact/hooks';
import { orderStatusSchema } from '../../../../../lambdas/core/contract/status.ts';
import { STATUS_WORDS } from '../status-words.ts';
import { FIELDS, NO_FIELDS, type SearchFields } from './search-address.ts';

interface SearchFormProps {
  /** What is searched for now. */
  fields: SearchFields;
  onSearch: (fields: SearchFields) => void;
  /** Of which zone the days are, in words. */
  zone: string;
}

const DAYS = [
  ['from', 'From day'],
  ['to', 'To day'],
] as const;

/** By what support looks for orders. */
export const SearchForm = ({ fields, onSearch, zone }: SearchFormProps) => {
  const [draft, setDraft] = useState(fields);
  // The back button changes what is searched for, too.
  useEffect(
    () => setDraft(fields),
    FIELDS.map((name) => fields[name]),
  );
  useEffect(() => {
    // Where the key / was pressed on another page.
    if (new URLSearchParams(location.search).has('find')) document.getElementById('search-order')?.focus();
  }, []);
  const change = (name: keyof SearchFields) => (event: Event) => {
    const { value } = event.currentTarget as HTMLInputElement | HTMLSelectElement;
    setDraft({ ...draft, [name]: value });
  };
  const isEmpty = FIELDS.every((name) => fields[name] === '' && draft[name] === '');
  return (
    <form
      class="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(draft);
      }}
    >
      <div class="field">
        <label for="search-order">Order number</label>
        <input
          id="search-order"
          value={draft.orderId}
          onInput={change('orderId')}
          autocomplete="off"
          spellcheck={false}
          placeholder="7K3M-9QXT-2V5H-A1BC"
          maxLength={64}
        />
      </div>
      <div class="field">
        <label for="search-email">E-mail of the customer</label>
        <input
          id="search-email"
          type="email"
          value={draft.email}
          onInput={change('email')}
          autocomplete="off"
          maxLength={320}
        />
      </div>
      <div class="field">
        <label for="search-product">Product</label>
        <input
          id="search-product"
          value={draft.product}
          onInput={change('product')}
          autocomplete="off"
          maxLength={100}
        />
      </div>
      <div class="field narrow">
        <label for="search-status">Status</label>
        <select id="search-status" value={draft.status} onChange={change('status')}>
          <option value="">Any</option>
          {orderStatusSchema.options.map((status) => (
            <option key={status} value={status}>
              {STATUS_WORDS[status]}
            </option>
          ))}
        </select>
      </div>
      {DAYS.map(([name, label]) => (
        <div key={name} class="field narrow">
          <label for={`search-${name}`}>
            {label} <span class="muted">({zone})</span>
          </label>
          <input id={`search-${name}`} type="date" value={draft[name]} onInput={change(name)} />
        </div>
      ))}
      <div class="search-buttons">
        <button type="submit" class="button primary">
          Search
        </button>
        {!isEmpty && (
          <button type="button" class="button quiet" onClick={() => onSearch(NO_FIELDS)}>
            Clear
          </button>
        )}
      </div>
    </form>
  );
};

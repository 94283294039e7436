import { useEffect, useState } from 'preact/hooks';
import { orderStatusSchema } from '../../../../../lambdas/core/contract/status.ts';
import { STATUS_WORDS } from '../../../../../lambdas/core/contract/words.ts';
import { FIELDS, type SearchFields } from './search-address.ts';

interface SearchFormProps {
  /** What is searched for now. */
  fields: SearchFields;
  onSearch: (fields: SearchFields) => void;
}

/** By what support looks for orders. */
export const SearchForm = ({ fields, onSearch }: SearchFormProps) => {
  const [draft, setDraft] = useState(fields);
  // The back button changes what is searched for, too.
  useEffect(
    () => setDraft(fields),
    FIELDS.map((name) => fields[name]),
  );
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
      <div class="field narrow">
        <label for="search-status">Status</label>
        <select id="search-status" value={draft.status} onChange={change('status')}>
          <option value="">Any</option>
          {orderStatusSchema.options.map((status) => (
            <option key={status} value={status}>
              {STATUS_WORDS[status].support}
            </option>
          ))}
        </select>
      </div>
      <div class="field narrow">
        <label for="search-day">
          Day <span class="muted">(UTC)</span>
        </label>
        <input id="search-day" type="date" value={draft.day} onInput={change('day')} />
      </div>
      <div class="search-buttons">
        <button type="submit" class="button primary">
          Search
        </button>
        {!isEmpty && (
          <button
            type="button"
            class="button quiet"
            onClick={() => onSearch({ orderId: '', email: '', status: '', day: '' })}
          >
            Clear
          </button>
        )}
      </div>
    </form>
  );
};

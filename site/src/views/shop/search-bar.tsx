import type { RefObject } from 'preact';
import { PRODUCT_ORDERS } from '../../stores/product-search.ts';
import { useSay } from '../words.tsx';
import type { Searching } from './use-search.ts';

interface SearchBarProps {
  searching: Searching;
  field: RefObject<HTMLInputElement | null>;
}

/** What of the catalogue is shown, and in which order. */
export const SearchBar = ({ searching: { typed, search, type, change }, field }: SearchBarProps) => {
  const say = useSay();
  return (
    <search aria-label={say('search.landmark')}>
      <form
        class="search-bar"
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        <input
          ref={field}
          type="search"
          class="search-words"
          aria-label={say('search.field')}
          placeholder={say('search.field')}
          autocomplete="off"
          enterkeyhint="search"
          maxLength={100}
          value={typed}
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
        <label class="choice">
          <input
            type="checkbox"
            checked={search.available}
            onChange={({ currentTarget }) => change({ available: currentTarget.checked })}
          />
          {say('search.available')}
        </label>
        <select
          aria-label={say('search.sort')}
          value={search.order}
          onChange={({ currentTarget }) =>
            change({ order: PRODUCT_ORDERS.find((order) => order === currentTarget.value) ?? 'shop' })
          }
        >
          {PRODUCT_ORDERS.map((order) => (
            <option key={order} value={order}>
              {say(`sort.${order}`)}
            </option>
          ))}
        </select>
      </form>
    </search>
  );
};

import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { countOf } from '../../../format/count.ts';
import type { OrderSearch } from '../../../stores/support/order-search.ts';
import { InTurn } from '../../in-turn.tsx';
import { useShop } from '../../shop-context.ts';
import { Timestamp } from '../../timestamp.tsx';
import { AsOf } from '../as-of.tsx';
import { sayFailure } from '../english.tsx';
import { NotAllowed } from '../not-allowed.tsx';
import { isForbidden, useMayAct } from '../support-access.ts';
import { useSupport } from '../support-context.ts';
import { SupportPage } from '../support-page.tsx';
import { DayCounts } from './day-counts.tsx';
import { redriveGroup } from './group-actions.tsx';
import { NeedsList } from './needs-list.tsx';
import { Results } from './results.tsx';
import { SavedSearches } from './saved-searches.tsx';
import { addressOf, FIELDS, fieldsOf, queryOf, type SearchFields } from './search-address.ts';
import { SearchForm } from './search-form.tsx';
import { Unreadable } from './unreadable.tsx';
import { useFragment } from './use-fragment.ts';

/** What an empty result means, by what was asked for. */
const sayNothingFound = ({ orderId }: SearchFields, more: boolean): string => {
  if (more) return 'No order fits so far.';
  return orderId === ''
    ? 'No order fits.'
    : 'There is no such order, or it does not fit. Its number may be mistyped, or it may still wait in the order queue or in its dead letters.';
};

const sayCaption = (isLimited: boolean, count: number, more: boolean): string =>
  `${isLimited ? 'Orders found, newest first' : 'Newest orders'}: ${count}${more ? ` of at least ${count}` : ''}`;

interface FoundProps {
  search: OrderSearch;
  fields: SearchFields;
  onMore: () => void;
  onRetry: () => void;
}

const Found = ({ search, fields, onMore, onRetry }: FoundProps) => {
  const { orders, cursor, unreadable, covers, lookedBackTo, loading, failure, asOf } = search.state.value;
  const isLimited = FIELDS.some((name) => fields[name] !== '');
  return (
    <>
      <AsOf moment={asOf} />
      {orders?.length === 0 && unreadable.length === 0 && (
        <p>
          {isLimited ? sayNothingFound(fields, cursor !== undefined) : 'There are no orders of today or yesterday.'}
        </p>
      )}
      {isLimited && covers && (
        <p class="muted">
          Of {covers.from} and {covers.to} (UTC). Choose days to find earlier orders.
        </p>
      )}
      {unreadable.length > 0 && <Unreadable ids={unreadable} />}
      {orders !== undefined && orders.length > 0 && (
        <Results orders={orders} caption={sayCaption(isLimited, orders.length, cursor !== undefined)} />
      )}
      {isLimited && lookedBackTo !== undefined && (
        <p class="muted">
          Looked back to <Timestamp timestamp={lookedBackTo} /> so far. “Show more” looks further.
        </p>
      )}
      {orders === undefined && loading && <p class="muted waiting">Looking …</p>}
      {failure && (
        <div class="panel" role="alert">
          <p>{sayFailure(failure)}</p>
          <button type="button" class="button primary" onClick={orders === undefined ? onRetry : onMore}>
            Try again
          </button>
        </div>
      )}
      {!failure && cursor !== undefined && (
        <button type="button" class="button" aria-disabled={loading} onClick={onMore}>
          {loading ? 'Looking up more …' : 'Show more'}
        </button>
      )}
    </>
  );
};

const Search = () => {
  const { announcer, settings } = useShop();
  const { query, route } = useLocation();
  const support = useSupport();
  const mayAct = useMayAct();
  const search = useMemo(() => support.searchOrders(), []);
  const found = useRef<HTMLDivElement>(null);
  const zone = support.zone.signal.value;
  const timeZone = { utc: 'UTC', shop: settings.timeZone, local: undefined }[zone];
  const fields = fieldsOf(query, useFragment());
  const { failure } = search.state.value;
  const isLimited = FIELDS.some((name) => fields[name] !== '');
  const isNeedKnown = support.needs.count.value !== undefined || support.needs.silent.value.length > 0;

  const run = async (): Promise<void> => {
    await search.search(queryOf(fields, timeZone));
    const { orders, cursor } = search.state.peek();
    if (orders) announcer.say(`${countOf(orders.length, 'order', 'orders')} shown${cursor ? ', there are more' : ''}.`);
  };
  useEffect(
    () => {
      void run();
    },
    // Other days are meant in another zone.
    [...FIELDS.map((name) => fields[name]), fields.from === '' && fields.to === '' ? undefined : zone],
  );

  useEffect(() => support.refreshing(search.refresh), []);
  const more = async (): Promise<void> => {
    const before = search.state.peek().orders?.length ?? 0;
    const count = await search.more();
    if (count === 0) return;
    announcer.say(`${countOf(count, 'more order', 'more orders')} shown.`);
    // The first new one, from which a keyboard goes on.
    requestAnimationFrame(() => found.current?.querySelectorAll<HTMLElement>('tbody a')[before]?.focus());
  };
  const change = (next: SearchFields): void => {
    const address = addressOf(next);
    if (address === addressOf(fields)) void run();
    else route(address);
  };

  if (isForbidden(failure)) return <NotAllowed />;
  // What is above the form comes first, so that nothing moves away from under a pointer.
  if (!isLimited && !isNeedKnown) return <p class="muted waiting">Looking whether anything needs a person …</p>;
  return (
    <InTurn>
      {!isLimited && <NeedsList needs={support.needs} {...(mayAct && { actions: redriveGroup })} />}
      <search aria-labelledby="find">
        <h2 id="find">Find orders</h2>
        <SearchForm fields={fields} onSearch={change} zone={timeZone ?? 'local'} />
        <p>
          <a href="/support/failures">Find failures by execution status, failed state and error</a>
        </p>
        <DayCounts />
        <SavedSearches saved={support.saved} current={isLimited ? addressOf(fields) : undefined} />
      </search>
      <div ref={found}>
        <Found search={search} fields={fields} onMore={more} onRetry={run} />
      </div>
    </InTurn>
  );
};

/** `/support`: what needs a person, and a search for orders. */
export const SearchPage = () => (
  <SupportPage title="Support">
    <Search />
  </SupportPage>
);

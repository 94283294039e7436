import { useEffect, useMemo, useRef } from 'preact/hooks';
import { countOf } from '../../format/count.ts';
import type { OrderList } from '../../stores/order-list.ts';
import { sayFailure } from '../failure-words.ts';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { SignedIn } from '../signed-in.tsx';
import { useOrders } from '../use-orders.ts';
import { OrderRow } from './order-row.tsx';

const NoOrders = () => (
  <>
    <p>You have not ordered anything yet.</p>
    <p>
      <a class="button primary" href="/">
        To the shop
      </a>
    </p>
  </>
);

/** What stands below the orders: the way to more of them, also after a page did not come. */
const More = ({ list, onMore }: { list: OrderList; onMore: () => void }) => {
  const { orders, cursor, loading, failure } = list.state.value;
  if (loading && orders === undefined) return <p class="muted waiting">Looking up your orders …</p>;
  if (failure) {
    return (
      <div class="panel" role="alert">
        <p>{sayFailure(failure)}</p>
        <button type="button" class="button primary" onClick={onMore}>
          Try again
        </button>
      </div>
    );
  }
  if (cursor === undefined) return null;
  return (
    <button type="button" class="button" aria-disabled={loading} onClick={onMore}>
      {loading ? 'Looking up more …' : 'Show more'}
    </button>
  );
};

const Orders = () => {
  const { announcer } = useShop();
  const orders = useOrders();
  const list = useMemo(orders.list, []);
  const rows = useRef<HTMLUListElement>(null);
  const { orders: shown, unreadable } = list.state.value;

  useEffect(() => {
    void list.more();
    return list.follow();
  }, []);

  const more = async (): Promise<void> => {
    const before = list.state.peek().orders?.length ?? 0;
    const count = await list.more();
    if (count === 0) return;
    announcer.say(`${countOf(count, 'more order', 'more orders')} shown.`);
    // The first new one, from which a keyboard goes on; the button may be gone.
    requestAnimationFrame(() => rows.current?.querySelectorAll('a')[before]?.focus());
  };

  return (
    <>
      {shown?.length === 0 && unreadable.length === 0 && <NoOrders />}
      {unreadable.length > 0 && (
        <p class="panel">We cannot show {unreadable.join(', ')} at the moment. We have been told.</p>
      )}
      {shown !== undefined && shown.length > 0 && (
        <ul class="orders" ref={rows}>
          {shown.map((order) => (
            <OrderRow key={order.orderId} order={order} />
          ))}
        </ul>
      )}
      <More list={list} onMore={more} />
    </>
  );
};

/** `/orders`: the shopper's own orders, newest first. */
export const OrdersPage = () => (
  <Page title="My orders">
    <SignedIn purpose="to see your orders">
      <Orders />
    </SignedIn>
  </Page>
);

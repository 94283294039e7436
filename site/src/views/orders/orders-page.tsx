import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { OrderList } from '../../stores/order-list.ts';
import { OrdersAsOf } from '../orders-as-of.tsx';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { SignedIn } from '../signed-in.tsx';
import { useSayFailure } from '../use-failure-words.ts';
import { useOrders } from '../use-orders.ts';
import { useSay } from '../words.tsx';
import { OrderRow } from './order-row.tsx';

const NoOrders = () => {
  const say = useSay();
  return (
    <>
      <p>{say('orders.none')}</p>
      <p>
        <a class="button primary" href="/">
          {say('toShop')}
        </a>
      </p>
    </>
  );
};

/** What stands below the orders: the way to more of them, also after a page did not come. */
const More = ({ list, onMore }: { list: OrderList; onMore: () => void }) => {
  const say = useSay();
  const sayFailure = useSayFailure();
  const { orders, cursor, loading, failure } = list.state.value;
  if (loading && orders === undefined) return <p class="muted waiting">{say('orders.lookingUp')}</p>;
  if (failure) {
    return (
      <div class="panel" role="alert">
        <p>{sayFailure(failure)}</p>
        <button type="button" class="button primary" onClick={onMore}>
          {say('tryAgain')}
        </button>
      </div>
    );
  }
  if (cursor === undefined) return null;
  return (
    <button type="button" class="button" aria-disabled={loading} onClick={onMore}>
      {say(loading ? 'orders.lookingUpMore' : 'orders.more')}
    </button>
  );
};

const Orders = () => {
  const { announcer } = useShop();
  const orders = useOrders();
  const say = useSay();
  const list = useMemo(orders.list, []);
  const rows = useRef<HTMLUListElement>(null);
  const { orders: shown, unreadable, seenAt } = list.state.value;

  useEffect(() => {
    void list.more();
    return list.follow();
  }, []);

  const more = async (): Promise<void> => {
    const before = list.state.peek().orders?.length ?? 0;
    const count = await list.more();
    if (count === 0) return;
    announcer.say(say('orders.shown', { count }));
    // The first new one, from which a keyboard goes on; the button may be gone.
    requestAnimationFrame(() => rows.current?.querySelectorAll('a')[before]?.focus());
  };

  return (
    <>
      <OrdersAsOf seenAt={seenAt} />
      {shown?.length === 0 && unreadable.length === 0 && <NoOrders />}
      {unreadable.length > 0 && <p class="panel">{say('orders.unreadable', { orders: unreadable.join(', ') })}</p>}
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
  <Page title={useSay()('nav.orders')}>
    <SignedIn purpose="signIn.forOrders">
      <Orders />
    </SignedIn>
  </Page>
);

import { useLocation } from 'preact-iso';
import { SHOP_NAME } from '../../../lambdas/core/contract/shop.ts';
import { useShop } from './shop-context.ts';
import { useSay } from './words.tsx';

const CartCount = () => {
  const { count } = useShop().cart;
  const say = useSay();
  if (count.value === 0) return null;
  return (
    <>
      <span class="count" aria-hidden="true">
        {count}
      </span>
      <span class="visually-hidden">, {say('items', { count: count.value })}</span>
    </>
  );
};

const Navigation = () => {
  const { path } = useLocation();
  const say = useSay();
  const session = useShop().session.state.value;
  const current = (href: string) => (path === href ? 'page' : undefined);
  return (
    <nav class="navigation" aria-label={say('nav.main')}>
      <ul>
        <li>
          <a href="/" aria-current={current('/')}>
            {say('nav.shop')}
          </a>
        </li>
        <li>
          <a href="/orders" aria-current={current('/orders')}>
            {say('nav.orders')}
          </a>
        </li>
        <li>
          <a href="/checkout" aria-current={current('/checkout')}>
            {say('nav.cart')}
            <CartCount />
          </a>
        </li>
        {session.status === 'signed-in' && session.person.role !== undefined && (
          <li>
            <a
              href="/support"
              aria-current={current('/support') ?? (path.startsWith('/support/') ? 'true' : undefined)}
            >
              {say('nav.support')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
};

const Account = () => {
  const { session } = useShop();
  const say = useSay();
  const { url } = useLocation();
  const state = session.state.value;
  if (state.status === 'signed-in') {
    return (
      <div class="account">
        <span class="person" title={state.person.email}>
          {state.person.name ?? state.person.email}
        </span>
        <button type="button" class="button quiet" onClick={() => session.signOut()}>
          {say('signOut')}
        </button>
      </div>
    );
  }
  return (
    <div class="account">
      <button
        type="button"
        class="button quiet"
        disabled={state.status !== 'signed-out'}
        onClick={() => session.signIn(url)}
      >
        {say('signIn')}
      </button>
    </div>
  );
};

/** What stands above every page: the ways through the shop, the cart and who is signed in. */
export const Header = () => (
  <header class="header">
    <a class="brand" href="/">
      {SHOP_NAME}
    </a>
    <Navigation />
    <Account />
  </header>
);

import { useLocation } from 'preact-iso';
import { SHOP_NAME } from '../../../lambdas/core/contract/shop.ts';
import { countOf } from '../format/count.ts';
import { useShop } from './shop-context.ts';

const CartCount = () => {
  const { count } = useShop().cart;
  if (count.value === 0) return null;
  return (
    <>
      <span class="count" aria-hidden="true">
        {count}
      </span>
      <span class="visually-hidden">, {countOf(count.value, 'item', 'items')}</span>
    </>
  );
};

const Navigation = () => {
  const { path } = useLocation();
  const session = useShop().session.state.value;
  const current = (href: string) => (path === href ? 'page' : undefined);
  return (
    <nav class="navigation" aria-label="Main">
      <ul>
        <li>
          <a href="/" aria-current={current('/')}>
            Shop
          </a>
        </li>
        <li>
          <a href="/orders" aria-current={current('/orders')}>
            My orders
          </a>
        </li>
        <li>
          <a href="/checkout" aria-current={current('/checkout')}>
            Cart
            <CartCount />
          </a>
        </li>
        {session.status === 'signed-in' && session.person.role !== undefined && (
          <li>
            <a
              href="/support"
              aria-current={current('/support') ?? (path.startsWith('/support/') ? 'true' : undefined)}
            >
              Support
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
};

const Account = () => {
  const { session } = useShop();
  const { url } = useLocation();
  const state = session.state.value;
  if (state.status === 'signed-in') {
    return (
      <div class="account">
        <span class="person" title={state.person.email}>
          {state.person.name ?? state.person.email}
        </span>
        <button type="button" class="button quiet" onClick={() => session.signOut()}>
          Sign out
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
        Sign in
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

import { MAX_LINES } from '../../../../lambdas/core/contract/order-request.ts';
import type { CartChange } from '../../stores/changes.ts';
import type { SaySite } from '../../stores/languages.ts';
import type { Total } from '../../stores/order-lines.ts';
import type { Change } from '../../stores/put-back.ts';

type Money = (total: Total) => string;

/** What changed since an order that was put back in the cart, in a sentence; `money` writes an amount. */
export const sayChange = (say: SaySite, change: Change, money: Money): string => {
  switch (change.kind) {
    case 'cart-full':
      return say('changed.cart-full', { name: change.name, lines: MAX_LINES });
    case 'quantity': {
      const { name, now, ordered, because } = change;
      return say(`changed.${because}`, { name, now, ordered });
    }
    case 'price':
      return say('changed.price', { name: change.name, now: money(change.now), before: money(change.before) });
    case 'total':
      return say('changed.total', { now: money(change.now), before: money(change.before) });
    default:
      return say(`changed.${change.kind}`, { name: change.name });
  }
};

/** What changed since the cart was filled, in a sentence; `money` writes an amount. */
export const sayCartChange = (say: SaySite, change: CartChange, money: Money): string => {
  switch (change.kind) {
    case 'fewer':
      return say('filled.fewer', change);
    case 'price':
      return say('filled.price', { name: change.name, now: money(change.now), before: money(change.before) });
    default:
      return say(`filled.${change.kind}`, { name: change.name });
  }
};

import { MAX_LINES } from '../../../../lambdas/core/contract/order-request.ts';
import type { CartChange } from '../../stores/changes.ts';
import type { Total } from '../../stores/order-lines.ts';
import type { Change } from '../../stores/put-back.ts';

/** What the cart says. */
export const CART_WORDS = {
  removed: (name: string) => `${name} was taken out.`,
  /** The button stands where the keyboard goes next. */
  removedAloud: (name: string) => `${name} removed. You can undo that.`,
  undo: 'Undo',
  /** After the word before. */
  undoes: (name: string) => ` the removal of ${name}`,
  undone: (name: string) => `${name} is in the cart again.`,
  full: (name: string) => `${name} cannot be put back: the cart is full.`,
  changedSinceOrder: 'Something has changed since you ordered:',
  changedSinceFilled: 'Something has changed since you filled your cart:',
  accept: 'All right',
} as const;

type Money = (total: Total) => string;

/** What changed since an order that was put back in the cart, in a sentence; `money` writes an amount. */
export const sayChange = (change: Change, money: Money): string => {
  switch (change.kind) {
    case 'gone':
      return `${change.name} is not in the shop any more and is left out.`;
    case 'unavailable':
      return `${change.name} is not available at the moment and is left out.`;
    case 'sold-out':
      return `${change.name} is sold out and is left out.`;
    case 'cart-full':
      return `${change.name} does not fit: the cart holds ${MAX_LINES} different products at most.`;
    case 'quantity': {
      const { name, now, ordered } = change;
      if (change.because === 'left') return `${name}: ${now} instead of ${ordered}, as no more are left.`;
      return change.because === 'limit'
        ? `${name}: ${now} instead of ${ordered}, the most that one order may hold.`
        : `${name}: ${now} were in your cart already and stay; you had ordered ${ordered}.`;
    }
    case 'price':
      return `${change.name} costs ${money(change.now)} now; when you ordered it was ${money(change.before)}.`;
    case 'total':
      return `It costs ${money(change.now)} now; when you ordered it was ${money(change.before)}.`;
  }
};

/** What changed since the cart was filled, in a sentence; `money` writes an amount. */
export const sayCartChange = (change: CartChange, money: Money): string => {
  switch (change.kind) {
    case 'gone':
      return `${change.name} is not in the shop any more.`;
    case 'unavailable':
      return `${change.name} is not available at the moment.`;
    case 'sold-out':
      return `${change.name} is sold out by now.`;
    case 'fewer':
      return `${change.name}: only ${change.left} left by now, ${change.wanted} are in your cart.`;
    case 'price':
      return `${change.name} costs ${money(change.now)} now; it was ${money(change.before)} when you put it in the cart.`;
  }
};

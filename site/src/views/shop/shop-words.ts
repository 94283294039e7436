import { MAX_LINES } from '../../../../lambdas/core/contract/order-request.ts';
import type { Room } from '../../stores/cart.ts';

/** What the catalogue's page and its cards say. */
export const SHOP_WORDS = {
  addToCart: 'Add to cart',
  howMany: (name: string) => `How many of ${name}`,
  inCart: (quantity: number) => `${quantity} in the cart`,
  nowInCart: (name: string, quantity: number) => `${name}: ${quantity} in the cart.`,
  left: (quantity: number) => `${quantity} left`,
} as const;

/** Why no more of a product can be put in the cart; undefined where one more can. */
export const sayNoRoom = (room: Room, maxPerOrder: number): string | undefined =>
  ({
    yes: undefined,
    unavailable: 'Not available at the moment',
    'sold-out': 'Sold out',
    'most-per-order': `At most ${maxPerOrder} in one order`,
    'all-that-is-left': 'No more are left',
    'cart-full': `The cart is full: ${MAX_LINES} different products at most`,
  })[room];

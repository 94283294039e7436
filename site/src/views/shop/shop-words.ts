import { MAX_LINES } from '../../../../lambdas/core/contract/order-request.ts';
import { countOf } from '../../format/count.ts';
import type { Room } from '../../stores/cart.ts';
import type { ProductOrder } from '../../stores/product-search.ts';

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

/** What the search of the catalogue says. */
export const SEARCH_WORDS = {
  landmark: 'Products',
  field: 'Search the shop',
  available: 'Available only',
  sort: 'In which order',
  found: (found: number, all: number) =>
    found === all ? `${countOf(all, 'product', 'products')}.` : `${found} of ${countOf(all, 'product', 'products')}.`,
  nothing: (words: string) =>
    words === '' ? 'Nothing is available at the moment.' : `Nothing was found for “${words}”.`,
  tryOther: 'Try fewer or other words.',
  showAll: 'Show all products',
} as const;

/** What the orders of products are called. */
export const ORDER_WORDS: Readonly<Record<ProductOrder, string>> = {
  shop: 'As in the shop',
  cheapest: 'Cheapest first',
  dearest: 'Dearest first',
  name: 'By name',
};

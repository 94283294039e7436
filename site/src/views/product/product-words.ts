/** What a product's page says. */
export const PRODUCT_WORDS = {
  shop: 'Shop',
  product: 'Product',
  lookingUp: 'Looking up this product …',
  tryAgain: 'Try again',
  noSuch: 'There is no such product',
  gone: 'It may have left the shop, or the address is mistyped.',
  toShop: 'To the shop',
  inStock: 'In stock',
  onlyLeft: (left: number) => (left === 1 ? 'Only one is left' : `Only ${left} are left`),
  soldOut: 'Sold out',
  soldOutMore: 'None are left at the moment.',
  unavailable: 'Not available at the moment',
  unavailableMore: 'We do not sell it just now.',
  atMost: (most: number) => `At most ${most} in one order.`,
  inCart: (quantity: number) => `${quantity} in the cart.`,
  toCart: 'Go to the cart',
} as const;

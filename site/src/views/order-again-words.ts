/** What the way from an order back into the cart says. */
export const AGAIN_WORDS = {
  again: 'Order again',
  putBack: 'Put it back in the cart',
  busy: 'Looking up today’s prices …',
  nothingPut: 'Nothing was put in the cart.',
  which: (what: string, orderId: string) => ` ${what}, order ${orderId}`,
  hint: 'We fill your cart with what is still to be had, and say what has changed since.',
} as const;

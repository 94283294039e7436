import type { SupportProduct } from '../../../../../lambdas/core/contract/support-products.ts';
import type { StockWish } from '../../../stores/support/stock-changer.ts';

/** What a change of a stock came to. */
export const sayDone = ({ wish, product: { stock } }: { wish: StockWish; product: SupportProduct }): string => {
  switch (wish.change) {
    case 'add':
      return `${wish.units} added: ${stock} left.`;
    case 'take':
      return `${wish.units} taken: ${stock} left.`;
    case 'start-counting':
      return `It is counted from now on: ${stock} left.`;
    case 'stop-counting':
      return 'It is not counted any more.';
  }
};

const WISHES: Readonly<Record<StockWish['change'], string>> = {
  add: 'was added',
  take: 'was taken',
  'start-counting': 'is counted from now on',
  'stop-counting': 'is counted no more',
};

/** That nobody knows yet whether a change was made. */
export const sayUnsettled = (wish: StockWish): string => {
  const what = wish.change === 'add' || wish.change === 'take' ? String(wish.units) : 'it';
  return `The shop did not say whether ${what} ${WISHES[wish.change]}. Try again: it happens once, however often it is sent.`;
};

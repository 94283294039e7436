import { formatMoney } from '../format/money.ts';
import { useShop } from './shop-context.ts';

/** An amount in the shopper's way of writing it. */
export const Price = ({ cents, currency }: { cents: number; currency: string }) => (
  <span class="price">{formatMoney(cents, currency, useShop().locales)}</span>
);

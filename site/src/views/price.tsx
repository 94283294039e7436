import { formatMoney } from '../../../lambdas/core/contract/formats.ts';
import { useShop } from './shop-context.ts';

/** An amount in the shop's way of writing it. */
export const Price = ({ cents, currency }: { cents: number; currency: string }) => (
  <span class="price">{formatMoney(cents, currency, useShop().settings.locale)}</span>
);

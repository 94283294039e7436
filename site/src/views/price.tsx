import { formatMoney } from '../../../lambdas/core/contract/formats.ts';
import { useLocale } from './words.tsx';

/** An amount as it is written in the page's language. */
export const Price = ({ cents, currency }: { cents: number; currency: string }) => (
  <span class="price">{formatMoney(cents, currency, useLocale())}</span>
);

import { formatMoney } from '../../../lambdas/core/contract/formats.ts';
import type { Change } from '../../../lambdas/core/contract/question.ts';
import { sayChange } from '../../../lambdas/core/contract/words.ts';
import { useShop } from './shop-context.ts';

/** What is other than the customer saw, in a sentence. */
export const ChangeText = ({ change, currency }: { change: Change; currency: string }) => {
  const { locale } = useShop().settings;
  return <>{sayChange(change, (cents) => formatMoney(cents, currency, locale))}</>;
};

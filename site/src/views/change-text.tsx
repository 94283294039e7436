import { formatMoney } from '../../../lambdas/core/contract/formats.ts';
import { type Change, sayChange } from '../../../lambdas/core/contract/question.ts';
import { useLocale, useSay } from './words.tsx';

/** What is other than the customer saw, in a sentence. */
export const ChangeText = ({ change, currency }: { change: Change; currency: string }) => {
  const say = useSay();
  const locale = useLocale();
  return <>{sayChange(say, change, (cents) => formatMoney(cents, currency, locale))}</>;
};

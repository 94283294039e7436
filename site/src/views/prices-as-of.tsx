import { formatMoment } from '../../../lambdas/core/contract/formats.ts';
import { useShop } from './shop-context.ts';
import { useLocale, useSay } from './words.tsx';

/** Says since when prices and stock are as they are shown, where the shop did not answer. */
export const PricesAsOf = () => {
  const { catalogue, settings } = useShop();
  const say = useSay();
  const locale = useLocale();
  const state = catalogue.state.value;
  if (state.status !== 'ready' || state.seenAt === undefined) return null;
  return <p class="notice">{say('asOf', { time: formatMoment(state.seenAt, { ...settings, locale }) })}</p>;
};

import { formatMoment } from '../format/moment.ts';
import { useShop } from './shop-context.ts';

/** A moment in the shopper's way of writing it. */
export const Moment = ({ timestamp }: { timestamp: string }) => (
  <time dateTime={timestamp}>{formatMoment(timestamp, useShop().locales)}</time>
);

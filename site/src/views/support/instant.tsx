import { formatInstant } from '../../format/instant.ts';
import { useShop } from '../shop-context.ts';

/** A moment to the millisecond. */
export const Instant = ({ timestamp }: { timestamp: string }) => (
  <time dateTime={timestamp}>{formatInstant(timestamp, useShop().locales)}</time>
);

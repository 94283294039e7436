import { formatTimestamp, type Precision } from '../format/timestamp.ts';
import { useShop } from './shop-context.ts';

/** A timestamp in its reader's way of writing it. */
export const Timestamp = ({ timestamp, precision = 'minutes' }: { timestamp: string; precision?: Precision }) => (
  <time dateTime={timestamp}>{formatTimestamp(timestamp, useShop().locales, precision)}</time>
);

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { formatTimestamp, type Precision, type Zone } from '../format/timestamp.ts';
import { useShop } from './shop-context.ts';

/** In which zone a part of the page writes its times. */
export const ZoneContext = createContext<Zone>('local');

interface TimestampProps {
  timestamp: string;
  precision?: Precision;
  /** False where a heading names the zone for all of them. */
  named?: boolean;
}

/** A timestamp in its reader's way of writing it, with its zone. */
export const Timestamp = ({ timestamp, precision = 'minutes', named = true }: TimestampProps) => (
  <time dateTime={timestamp}>
    {formatTimestamp(timestamp, { locales: useShop().locales, precision, zone: useContext(ZoneContext), named })}
  </time>
);

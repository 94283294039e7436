import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { formatTimestamp, type Precision, type Zone } from '../format/timestamp.ts';
import { useShop } from './shop-context.ts';
import { useLocale } from './words.tsx';

/** In which zone a part of the page writes its times: the shop's, so that a page and the mail about it say the same. */
export const ZoneContext = createContext<Zone>('shop');

interface TimestampProps {
  timestamp: string;
  precision?: Precision;
  /** False where a heading names the zone for all of them. */
  named?: boolean;
}

/** A timestamp in the shop's way of writing it, with its zone. */
export const Timestamp = ({ timestamp, precision = 'minutes', named = true }: TimestampProps) => {
  const locale = useLocale();
  const { timeZone } = useShop().settings;
  const zones: Readonly<Record<Zone, string | undefined>> = { shop: timeZone, local: undefined, utc: 'UTC' };
  const style = { locale, precision, timeZone: zones[useContext(ZoneContext)], named };
  return <time dateTime={timestamp}>{formatTimestamp(timestamp, style)}</time>;
};

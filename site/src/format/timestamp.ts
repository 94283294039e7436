/** In which zone times are written: the reader's own, or UTC as in events and mails. */
export type Zone = 'local' | 'utc';

/** How much of a timestamp is shown; `seconds` is the time alone. */
export type Precision = 'minutes' | 'milliseconds' | 'seconds';

const DAY: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' };
const MINUTES: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const seconds: Intl.DateTimeFormatOptions = { ...MINUTES, second: '2-digit' };

const OPTIONS: Readonly<Record<Precision, Intl.DateTimeFormatOptions>> = {
  minutes: { ...DAY, ...MINUTES },
  milliseconds: { ...DAY, ...seconds, fractionalSecondDigits: 3 },
  seconds,
};

/** Made once each: a table shows thousands, and a format takes longer to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** What is written, for whom and where. */
interface TimestampStyle {
  locales: readonly string[];
  precision: Precision;
  zone: Zone;
  /** Whether the zone is named; it must be wherever nothing else on the page does. */
  named: boolean;
}

/** A timestamp (ISO 8601) as the readers of `locales` write it. */
export const formatTimestamp = (timestamp: string, { locales, precision, zone, named }: TimestampStyle): string => {
  const key = `${precision} ${zone} ${named} ${locales.join()}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat([...locales], {
      ...OPTIONS[precision],
      ...(named && { timeZoneName: 'short' }),
      ...(zone === 'utc' && { timeZone: 'UTC' }),
    });
    formats.set(key, format);
  }
  return format.format(new Date(timestamp));
};

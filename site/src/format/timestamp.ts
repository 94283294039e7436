import { MINUTES } from '../../../lambdas/core/contract/formats.ts';

/** In which zone times are written: the shop's, as in its mails; the reader's own; or UTC, as in events and logs. */
export type Zone = 'shop' | 'local' | 'utc';

/** How much of a timestamp is shown; `seconds` is the time alone. */
export type Precision = 'minutes' | 'milliseconds' | 'seconds';

const seconds: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' };

const OPTIONS: Readonly<Record<Precision, Intl.DateTimeFormatOptions>> = {
  minutes: MINUTES,
  milliseconds: { ...MINUTES, ...seconds, fractionalSecondDigits: 3 },
  seconds,
};

/** Made once each: a table shows thousands, and a format takes longer to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** What is written, for whom and where. */
interface TimestampStyle {
  locale: string;
  precision: Precision;
  /** Of the IANA database; undefined: the reader's own. */
  timeZone: string | undefined;
  /** Whether the zone is named; it must be wherever nothing else on the page does. */
  named: boolean;
}

/** A timestamp (ISO 8601) as the readers of a locale write it. */
export const formatTimestamp = (timestamp: string, { locale, precision, timeZone, named }: TimestampStyle): string => {
  const key = `${precision} ${timeZone} ${named} ${locale}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, {
      ...OPTIONS[precision],
      ...(named && { timeZoneName: 'short' }),
      ...(timeZone !== undefined && { timeZone }),
    });
    formats.set(key, format);
  }
  return format.format(new Date(timestamp));
};

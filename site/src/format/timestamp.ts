const minutes: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };
const milliseconds: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
};

/** How much of a timestamp is shown. */
export type Precision = 'minutes' | 'milliseconds';

/** Made once each: a table shows thousands, and a format takes longer to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A timestamp (ISO 8601) as the readers of `locales` write it, in their time zone. */
export const formatTimestamp = (timestamp: string, locales: readonly string[], precision: Precision): string => {
  const key = `${precision} ${locales.join()}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat([...locales], precision === 'minutes' ? minutes : milliseconds);
    formats.set(key, format);
  }
  return format.format(new Date(timestamp));
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** To the millisecond, as the readers of `locales` write it, in their time zone; made once, as a table has thousands. */
export const formatInstant = (timestamp: string, locales: readonly string[]): string => {
  const key = locales.join();
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat([...locales], {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
    });
    formats.set(key, format);
  }
  return format.format(new Date(timestamp));
};

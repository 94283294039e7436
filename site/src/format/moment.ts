/** A moment (ISO 8601) as the readers of `locales` write it, in their time zone. */
export const formatMoment = (timestamp: string, locales: readonly string[]): string =>
  new Intl.DateTimeFormat([...locales], { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(timestamp));

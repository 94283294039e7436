const PARTS: Intl.DateTimeFormatOptions = {
  ...({ year: 'numeric', month: '2-digit', day: '2-digit' } as const),
  ...({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const),
};

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
const aheadOf = (moment: number, timeZone: string | undefined): number => {
  const format = new Intl.DateTimeFormat('en-US', { ...PARTS, ...(timeZone !== undefined && { timeZone }) });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return (
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) -
    (moment - (moment % 1000))
  );
};

/** When a day (`2025-11-03`) begins in a zone of the IANA database, or in the reader's own: `2025-11-02T23:00:00Z`. Undefined for
 * what is no day. */
export const startOfDay = (day: string, timeZone: string | undefined): string | undefined => {
  const inUtc = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(inUtc)) return undefined;
  // The clocks may change between the two.
  const about = inUtc - aheadOf(inUtc, timeZone);
  return new Date(inUtc - aheadOf(about, timeZone)).toISOString().replace('.000Z', 'Z');
};

/** The day after a day. */
export const nextDay = (day: string): string => {
  const begin = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(begin) ? day : new Date(begin + 86_400_000).toISOString().slice(0, 10);
};

/** Tells the current time. */
export type Clock = () => Date;

/** ISO 8601, UTC, to the second: how every moment of an order is written. */
export const toTimestamp = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

/** Minutes from one timestamp to a later one, to the second. */
export const minutesBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 1000) / 60;

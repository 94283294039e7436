/** Tells the current time. */
export type Clock = () => Date;

/** ISO 8601, UTC, to the second: how every moment of an order is written. */
export const toTimestamp = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

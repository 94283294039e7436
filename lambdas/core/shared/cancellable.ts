import { toTimestamp } from './timestamp.ts';

/** Until when a customer may cancel an order that was Processed. */
export const cancellableUntil = ({ processedAt }: { processedAt: string }, cancellationMinutes: number): string =>
  toTimestamp(new Date(Date.parse(processedAt) + cancellationMinutes * 60_000));

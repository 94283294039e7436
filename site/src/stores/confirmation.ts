import type { OrderResponse } from '../../../lambdas/core/contract/api.ts';

/** A confirmation goes out within seconds of the decision; one that has not by then takes a person or a long retry. */
const EXPECTED_WITHIN_MS = 120_000;

/** Whether an order is decided, and its confirmation may go out any moment. `now` is in milliseconds since 1970. */
export const awaitsConfirmation = (order: OrderResponse, now: number): boolean =>
  'processedAt' in order &&
  // The mail about a cancellation is noted elsewhere than that about the outcome, of which none is expected any more.
  order.status !== 'Cancelled' &&
  order.confirmationSentAt === undefined &&
  order.confirmationRefusedAt === undefined &&
  now - Date.parse(order.processedAt) < EXPECTED_WITHIN_MS;

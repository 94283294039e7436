import * as z from 'zod';

/** The statuses of an order, in the order of its life. */
export const orderStatusSchema = z.enum([
  'Received',
  'UnderReview',
  'AwaitingCustomer',
  'Processed',
  'Rejected',
  'Cancelled',
]);

/** An order's outcome, or what it waits for. */
export type OrderStatus = z.infer<typeof orderStatusSchema>;

/** The statuses of an order that is not decided. */
export const OPEN_STATUSES = ['Received', 'UnderReview', 'AwaitingCustomer'] as const satisfies readonly OrderStatus[];

/** A status of an order that is not decided. */
export type OpenStatus = (typeof OPEN_STATUSES)[number];

/** Whether the order may still become anything. */
export const isOpen = (status: OrderStatus): status is OpenStatus => OPEN_STATUSES.some((open) => open === status);

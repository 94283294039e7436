import * as z from 'zod';
import { deliveryAddressSchema } from '../../../lambdas/core/contract/address.ts';
import { languageSchema } from '../../../lambdas/core/contract/language.ts';
import {
  expectedTotalCents,
  MAX_LINES,
  type OrderRequest,
  orderLineSchema,
} from '../../../lambdas/core/contract/order-request.ts';
import { lineOfText } from '../../../lambdas/core/contract/text.ts';
import { type Kept, keep, type Shelf } from './shelf.ts';

/** An order on its way. Key and request never change together with it: sent again, it is the same order, so that nothing
 * is ordered twice. */
export interface Attempt {
  idempotencyKey: string;
  request: OrderRequest;
  /** Once it may have been accepted, no later refusal takes that back. */
  mayHaveArrived: boolean;
  /** Whether it is sent by itself as soon as there is a network: it was placed, or left without an answer, offline. */
  waits: boolean;
}

/** Where each person's one unsettled order is kept. */
export interface Outbox {
  /** Another person at this device does not see it, and it waits until its owner is back. */
  of(customerId: string): Kept<Attempt | undefined>;
}

const attemptSchema = z.object({
  idempotencyKey: z.string().min(1).max(128),
  request: z.object({
    customerName: lineOfText,
    deliveryAddress: deliveryAddressSchema.optional(),
    items: z.array(orderLineSchema).min(1).max(MAX_LINES),
    expectedTotalCents: expectedTotalCents.optional(),
    language: languageSchema.optional(),
  }),
  mayHaveArrived: z.boolean(),
  // Orders that were kept before there was such a thing.
  waits: z.boolean().default(false),
});

/** An outbox kept on a shelf. */
export const createOutbox = (shelf: Shelf): Outbox => {
  const opened = new Map<string, Kept<Attempt | undefined>>();
  return {
    of: (customerId) => {
      const known = opened.get(customerId);
      if (known) return known;
      const kept = keep<Attempt | undefined>(shelf, `shop.outbox.${customerId}`, attemptSchema, undefined);
      opened.set(customerId, kept);
      return kept;
    },
  };
};

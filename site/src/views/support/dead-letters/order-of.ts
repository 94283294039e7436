import { orderIdSchema } from '../../../../../lambdas/core/contract/order-id.ts';
import type { DeadLetter } from '../../../../../lambdas/core/contract/support.ts';

/** The order that a message is about, if it says so. */
export const orderIdIn = ({ body, attributes }: DeadLetter): string | undefined => {
  const named = /"orderId"\s*:\s*"([^"]+)"/.exec(body)?.[1] ?? attributes.orderId;
  return orderIdSchema.safeParse(named).success ? named : undefined;
};

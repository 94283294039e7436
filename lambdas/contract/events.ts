import { orderEventSchema } from '../core/order/order-event.ts';
import { toJsonSchema } from './json-schema.ts';

const MEANINGS = {
  OrderProcessed: 'An order was processed.',
  OrderRejected: 'An order was rejected.',
  OrderCancelled: 'An order was cancelled.',
  CustomerNeeded: 'A customer is asked a question about an order.',
  OrderUnderReview: 'An order waits for a person of support.',
} as const;

/** The announcements on the topic OrderEvents: the JSON Schema of each, by its type. */
export const eventSchemas = (): ReadonlyMap<keyof typeof MEANINGS, object> =>
  new Map(
    orderEventSchema.options.map((option) => {
      const title = option.shape.eventType.value;
      const { $schema, ...schema } = toJsonSchema(option, 'output');
      return [title, { $schema, title, description: MEANINGS[title], ...schema }];
    }),
  );

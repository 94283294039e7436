import type { DecidedRecord } from '../contract/order.ts';
import { describeOutcomeOf } from './order-announcement.ts';
import { eventOf, type OrderEvent } from './order-event.ts';
import type { OrderEvents } from './ports.ts';

/** Makes the use case "announce the outcome of an order": at least once, so consumers de-duplicate on id and type. */
export const createPublishConfirmation =
  (events: OrderEvents) =>
  async (record: DecidedRecord): Promise<OrderEvent['eventType']> => {
    const event = eventOf(record);
    await events.publish(event, describeOutcomeOf(record));
    return event.eventType;
  };

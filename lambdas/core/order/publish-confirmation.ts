import { eventTypeOf } from '../contract/event-type.ts';
import type { DecidedRecord } from '../contract/order.ts';
import { describeEvent } from './order-announcement.ts';
import type { OrderEvent } from './order-event.ts';
import type { OrderEvents } from './ports.ts';

/** Makes the use case "announce the outcome of an order": at least once, so consumers de-duplicate on id and type. */
export const createPublishConfirmation =
  (events: OrderEvents) =>
  async (record: DecidedRecord): Promise<OrderEvent['eventType']> => {
    const event: OrderEvent = { eventType: eventTypeOf[record.status], ...record };
    await events.publish(event, describeEvent(event));
    return event.eventType;
  };

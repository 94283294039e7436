import * as z from 'zod';
import { orderIdSchema } from '../contract/order-id.ts';
import { timestamp } from '../contract/text.ts';

const positionSchema = z.tuple([timestamp, orderIdSchema]);

/** The last order of a page in a customer's list, newest first; whose list it is, the token says. */
export interface ListPosition {
  timestamp: string;
  orderId: string;
}

/** A cursor is opaque to clients; its text is plain ASCII, so btoa serves. */
export const encodeCursor = ({ timestamp, orderId }: ListPosition): string =>
  btoa(JSON.stringify([timestamp, orderId]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The position that a cursor names, or undefined for anything that is not a cursor. */
export const decodeCursor = (cursor: string): ListPosition | undefined => {
  try {
    const [moment, orderId] = positionSchema.parse(JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))));
    return { timestamp: moment, orderId };
  } catch {
    return undefined;
  }
};

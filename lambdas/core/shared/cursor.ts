import * as z from 'zod';
import { orderIdSchema } from '../contract/order-id.ts';
import { timestamp } from '../contract/text.ts';

const positionSchema = z.tuple([timestamp, orderIdSchema]);

/** The last order of a page in a customer's list, newest first; whose list it is, the token says. */
export interface ListPosition {
  timestamp: string;
  orderId: string;
}

/** Text as a cursor, which is opaque to clients and may stand in an address; it is plain ASCII, so btoa serves. */
export const toOpaque = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** The text of a cursor; throws for anything that is none. */
export const fromOpaque = (cursor: string): string => atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));

/** The cursor of a position. */
export const encodeCursor = ({ timestamp, orderId }: ListPosition): string =>
  toOpaque(JSON.stringify([timestamp, orderId]));

/** The position that a cursor names, or undefined for anything that is not a cursor. */
export const decodeCursor = (cursor: string): ListPosition | undefined => {
  try {
    const [moment, orderId] = positionSchema.parse(JSON.parse(fromOpaque(cursor)));
    return { timestamp: moment, orderId };
  } catch {
    return undefined;
  }
};

import { decodeCursor, encodeCursor } from '../shared/cursor.ts';
import { positionOf } from './search-index.ts';

/** A cursor of support's lists; the same as a shopper's, so that nothing but a position goes in. */
export const encodePosition = (position: string): string => {
  const [timestamp = '', orderId = ''] = position.split('#');
  return encodeCursor({ timestamp, orderId });
};

/** The position that a cursor names, or undefined for anything that is not a cursor. */
export const decodePosition = (cursor: string): string | undefined => {
  const position = decodeCursor(cursor);
  return position && positionOf(position);
};

import { MAX_LINES } from '../../../../lambdas/core/contract/order-request.ts';
import type { Room } from '../../stores/cart.ts';
import type { SaySite } from '../../stores/languages.ts';

/** Why no more of a product can be put in the cart; undefined where one more can. */
export const sayNoRoom = (say: SaySite, room: Room, most: number): string | undefined => {
  switch (room) {
    case 'yes':
      return undefined;
    case 'most-per-order':
      return say('room.most-per-order', { most });
    case 'cart-full':
      return say('room.cart-full', { lines: MAX_LINES });
    default:
      return say(`room.${room}`);
  }
};

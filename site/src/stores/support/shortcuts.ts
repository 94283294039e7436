import * as z from 'zod';
import { type Kept, keep, type Shelf } from '../shelf.ts';

/** Whether single letters do something on the support pages (WCAG 2.1.4: that they can be switched off); kept on this device. */
export const createShortcutChoice = (shelf: Shelf): Kept<boolean> =>
  keep(shelf, 'shop.support.shortcuts', z.boolean(), true);

/** The order before or after one in the list that was shown last. */
export const neighbourOf = (list: readonly string[], orderId: string, step: 1 | -1): string | undefined => {
  const at = list.indexOf(orderId);
  return at === -1 ? undefined : list[at + step];
};

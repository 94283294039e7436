import { useSupport } from '../support-context.ts';

/** What opens an order of a list has to call, so that from the order's page one goes on along this list. The list may be looked at anew
 * after that: what was clicked counts. */
export const useOpening = (items: readonly { orderId: string }[]): (() => void) => {
  const { lastList } = useSupport();
  return () => {
    lastList.orderIds = [...new Set(items.map(({ orderId }) => orderId))];
  };
};

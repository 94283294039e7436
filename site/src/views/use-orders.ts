import { useMemo } from 'preact/hooks';
import { createOrders } from '../stores/orders.ts';
import { useShop } from './shop-context.ts';

/** The shopper's orders, whose code comes with the pages that show them. */
export const useOrders = () => {
  const { orders } = useShop();
  return useMemo(() => createOrders(orders), []);
};

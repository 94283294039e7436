import { useLocation } from 'preact-iso';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { useShop } from '../shop-context.ts';

/** Why an order was rejected, and a way to order anew. */
export const Rejection = ({ order }: { order: Extract<OrderRecord, { status: 'Rejected' }> }) => {
  const { cart, catalogue } = useShop();
  const { route } = useLocation();
  const orderAnew = async (): Promise<void> => {
    // What rejected the order may be newer than the prices on this page.
    await catalogue.load();
    for (const { product, quantity } of order.items) {
      const details = catalogue.byKey.peek().get(product);
      if (details && cart.quantityOf(product) === 0) cart.add(details, quantity);
    }
    route('/checkout');
  };
  return (
    <section class="panel" aria-labelledby="reasons">
      <h2 id="reasons">Why it was rejected</h2>
      <ul class="reasons">
        {order.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p>Nothing was ordered. You can put what is still available back in the cart and order again.</p>
      <button type="button" class="button primary" onClick={orderAnew}>
        Put it back in the cart
      </button>
    </section>
  );
};

import { useLocation, useRoute } from 'preact-iso';
import { SupportPage } from '../support-page.tsx';
import { TracedOrder } from './traced-order.tsx';

/** `/support/orders/{orderId}`: an order's way through the state machine. */
export const TracePage = () => {
  const orderId = (useRoute().params.orderId ?? '').toUpperCase();
  const execution = useLocation().query.execution || undefined;
  return (
    <SupportPage
      title={`Order ${orderId}`}
      heading={
        <>
          Order <span class="order-number">{orderId}</span>
        </>
      }
    >
      <TracedOrder key={`${orderId} ${execution}`} orderId={orderId} executionName={execution} />
    </SupportPage>
  );
};

import { useLocation, useRoute } from 'preact-iso';
import { machineSchema } from '../../../../../lambdas/core/contract/machine.ts';
import { SupportPage } from '../support-page.tsx';
import { TracedOrder } from './traced-order.tsx';

/** `/support/orders/{orderId}`: an order's way through the state machine. */
export const TracePage = () => {
  const orderId = (useRoute().params.orderId ?? '').toUpperCase();
  const { execution, machine } = useLocation().query;
  const choice = { name: execution || undefined, machine: machineSchema.safeParse(machine).data };
  return (
    <SupportPage
      title={`Order ${orderId}`}
      heading={
        <>
          Order <span class="order-number">{orderId}</span>
        </>
      }
    >
      <TracedOrder key={`${orderId} ${execution} ${machine}`} orderId={orderId} choice={choice} />
    </SupportPage>
  );
};

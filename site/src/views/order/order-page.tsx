import { useRoute } from 'preact-iso';
import { Page } from '../page.tsx';
import { SignedIn } from '../signed-in.tsx';
import { FollowedOrder } from './followed-order.tsx';

/** `/orders/{orderId}`: one order, followed to its end. */
export const OrderPage = () => {
  const orderId = (useRoute().params.orderId ?? '').toUpperCase();
  return (
    <Page
      title={`Order ${orderId}`}
      heading={
        <>
          Order <span class="order-number">{orderId}</span>
        </>
      }
      before={
        <p class="breadcrumb">
          <a href="/orders">My orders</a>
        </p>
      }
    >
      <SignedIn purpose="to see this order">
        <FollowedOrder key={orderId} orderId={orderId} />
      </SignedIn>
    </Page>
  );
};

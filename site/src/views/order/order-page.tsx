import { useRoute } from 'preact-iso';
import { Page } from '../page.tsx';
import { SignedIn } from '../signed-in.tsx';
import { useSay } from '../words.tsx';
import { FollowedOrder } from './followed-order.tsx';

/** `/orders/{orderId}`: one order, followed to its end. */
export const OrderPage = () => {
  const say = useSay();
  const orderId = (useRoute().params.orderId ?? '').toUpperCase();
  return (
    <Page
      title={say('order.title', { orderId })}
      heading={say.parts('order.title', { orderId: <span class="order-number">{orderId}</span> })}
      before={
        <p class="breadcrumb">
          <a href="/orders">{say('nav.orders')}</a>
        </p>
      }
    >
      <SignedIn purpose="signIn.forOrder">
        <FollowedOrder key={orderId} orderId={orderId} />
      </SignedIn>
    </Page>
  );
};

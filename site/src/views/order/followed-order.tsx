import { useEffect, useMemo } from 'preact/hooks';
import type { OrderResponse } from '../../../../lambdas/core/contract/api.ts';
import type { Failure } from '../../api/answer.ts';
import { sayFailure } from '../failure-words.ts';
import { useShop } from '../shop-context.ts';
import { OrderDetails } from './order-details.tsx';
import { Rejection } from './rejection.tsx';
import { Timeline } from './timeline.tsx';

const ANNOUNCEMENTS: Readonly<Record<OrderResponse['status'], string>> = {
  Received: 'Your order is received and being processed.',
  UnderReview: 'Your order is being looked at by a person.',
  AwaitingCustomer: 'Your order waits for your answer.',
  Processed: 'Your order is processed.',
  Rejected: 'Your order is rejected. The reasons are on this page.',
  Cancelled: 'Your order is cancelled.',
};

const Unknown = ({ failure }: { failure: Failure }) => (
  <div class="panel" role="alert">
    <p>{sayFailure(failure)}</p>
    <p>
      <a class="button" href="/orders">
        To my orders
      </a>
    </p>
  </div>
);

const isNotFound = (failure: Failure): boolean => failure.kind === 'problem' && failure.problem.status === 404;

/** An order as it stands, until it is decided. */
export const FollowedOrder = ({ orderId }: { orderId: string }) => {
  const { follow, announcer } = useShop();
  const follower = useMemo(() => follow(orderId), []);
  const { order, failure } = follower.state.value;
  const status = order?.status;

  useEffect(() => follower.start(), []);
  useEffect(() => {
    if (status) announcer.say(ANNOUNCEMENTS[status]);
  }, [status]);

  if (!order && failure && isNotFound(failure)) return <Unknown failure={failure} />;
  return (
    <>
      {failure && (
        <p class="notice" role="status">
          {sayFailure(failure)} We go on looking.
        </p>
      )}
      {order ? <Timeline order={order} /> : <p class="muted waiting">Looking up your order …</p>}
      {order?.status === 'Rejected' && <Rejection order={order} />}
      {order && 'items' in order && <OrderDetails order={order} />}
    </>
  );
};

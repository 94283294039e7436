import { useEffect, useMemo } from 'preact/hooks';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { OrderStatus } from '../../../../lambdas/core/contract/status.ts';
import type { Failure } from '../../api/answer.ts';
import type { SaySite } from '../../stores/languages.ts';
import type { OrderActs } from '../../stores/order-acts.ts';
import { sayFailure } from '../failure-words.ts';
import { OrdersAsOf } from '../orders-as-of.tsx';
import { OutcomeNote } from '../outcome-note.tsx';
import { useShop } from '../shop-context.ts';
import { useSayFailure } from '../use-failure-words.ts';
import { useOrders } from '../use-orders.ts';
import { useSay, useWords } from '../words.tsx';
import { sayActOutcome } from './act-words.ts';
import { Cancellation } from './cancellation.tsx';
import { Cancelled } from './cancelled.tsx';
import { OrderAgain } from './order-again.tsx';
import { ForWhom, OrderDetails } from './order-details.tsx';
import { CustomerQuestion } from './question.tsx';
import { Rejection } from './rejection.tsx';
import { SendAgain } from './send-again.tsx';
import { JustPlaced } from './thanks.tsx';
import { Timeline } from './timeline.tsx';
import { Unreached } from './unreached.tsx';

const Unknown = ({ failure }: { failure: Failure }) => {
  const say = useSay();
  const sayFailure = useSayFailure();
  return (
    <div class="panel" role="alert">
      <p>{sayFailure(failure)}</p>
      <p>
        <a class="button" href="/orders">
          {say('toOrders')}
        </a>
      </p>
    </div>
  );
};

/** How an order stands, as it is read out. */
const sayStatus = (say: SaySite, status: OrderStatus): string => {
  const headline = `${say(`headline.${status}`)}.`;
  const hasMore = status === 'UnderReview' || status === 'AwaitingCustomer' || status === 'Rejected';
  return hasMore ? `${headline} ${say(`more.${status}`)}` : headline;
};

const isNotFound = (failure: Failure): boolean => failure.kind === 'problem' && failure.problem.status === 404;

interface OrderProps {
  order: OrderResponse;
  acts: OrderActs;
  /** When it stood so, where that is not now: nothing can be done about it then. */
  seenAt: string | undefined;
}

const Order = ({ order, acts, seenAt }: OrderProps) => {
  const words = useWords();
  const outcome = acts.outcome.value;
  const isNow = seenAt === undefined;
  const isAsking = isNow && order.status === 'AwaitingCustomer' && order.question.answer === undefined;
  return (
    <>
      {isNow && <JustPlaced order={order} />}
      <Unreached order={order} />
      <Timeline order={order} seenAt={seenAt} />
      {/* Another note for each outcome, as each takes the focus. */}
      {outcome && <OutcomeNote key={outcome.number} outcome={sayActOutcome(words, outcome, order)} />}
      {isNow && <SendAgain order={order} acts={acts} />}
      {isAsking && (
        <>
          <CustomerQuestion key={order.question.id} order={order} acts={acts} />
          <ForWhom order={order} />
        </>
      )}
      {order.status === 'Rejected' && <Rejection order={order} />}
      {order.status === 'Cancelled' && <Cancelled order={order} />}
      {'items' in order && !isAsking && <OrderDetails order={order} />}
      {order.status === 'Processed' && <OrderAgain order={order} />}
      {isNow && <Cancellation order={order} acts={acts} />}
    </>
  );
};

/** An order as it stands, until it is decided. */
export const FollowedOrder = ({ orderId }: { orderId: string }) => {
  const words = useWords();
  const { say } = words;
  const { announcer, checkout, online } = useShop();
  const { follow, actsOn } = useOrders();
  const follower = useMemo(() => follow(orderId), []);
  const acts = useMemo(() => actsOn(orderId, follower.expectChange), []);
  const { order, failure, seenAt } = follower.state.value;
  const status = order?.status;
  // Another question may follow upon the first one.
  const questionId = order && 'question' in order ? order.question?.id : undefined;

  useEffect(() => follower.start(), []);
  useEffect(() => {
    if (checkout.sent.peek() === orderId) checkout.forgetSent();
    return checkout.forgetPlaced;
  }, []);
  useEffect(() => {
    // What it stood like once is told by the note alone.
    if (status && seenAt === undefined) announcer.say(sayStatus(say, status));
  }, [status, seenAt === undefined, status === 'AwaitingCustomer' && questionId]);

  const isUnseen = failure?.kind === 'no-answer' && !online.value;
  if (!order && failure && (isNotFound(failure) || isUnseen)) return <Unknown failure={failure} />;
  return (
    <>
      {failure && (
        <p class="notice" role="status">
          {sayFailure(words, failure)} {say('order.goOnLooking')}
        </p>
      )}
      <OrdersAsOf seenAt={seenAt} />
      {order ? (
        <Order order={order} acts={acts} seenAt={seenAt} />
      ) : (
        <p class="muted waiting">{say('order.lookingUp')}</p>
      )}
    </>
  );
};

import { useEffect, useMemo } from 'preact/hooks';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { OrderStatus } from '../../../../lambdas/core/contract/status.ts';
import type { Failure } from '../../api/answer.ts';
import type { SaySite } from '../../stores/languages.ts';
import type { OrderActs } from '../../stores/order-acts.ts';
import { sayFailure } from '../failure-words.ts';
import { OutcomeNote } from '../outcome-note.tsx';
import { useShop } from '../shop-context.ts';
import { useOrders } from '../use-orders.ts';
import { useWords } from '../words.tsx';
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
  const words = useWords();
  return (
    <div class="panel" role="alert">
      <p>{sayFailure(words, failure)}</p>
      <p>
        <a class="button" href="/orders">
          {words.say('toOrders')}
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

const Order = ({ order, acts }: { order: OrderResponse; acts: OrderActs }) => {
  const words = useWords();
  const outcome = acts.outcome.value;
  const isAsking = order.status === 'AwaitingCustomer' && order.question.answer === undefined;
  return (
    <>
      <JustPlaced order={order} />
      <Unreached order={order} />
      <Timeline order={order} />
      {/* Another note for each outcome, as each takes the focus. */}
      {outcome && <OutcomeNote key={outcome.number} outcome={sayActOutcome(words, outcome, order)} />}
      <SendAgain order={order} acts={acts} />
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
      <Cancellation order={order} acts={acts} />
    </>
  );
};

/** An order as it stands, until it is decided. */
export const FollowedOrder = ({ orderId }: { orderId: string }) => {
  const words = useWords();
  const { say } = words;
  const { announcer, checkout } = useShop();
  const { follow, actsOn } = useOrders();
  const follower = useMemo(() => follow(orderId), []);
  const acts = useMemo(() => actsOn(orderId, follower.expectChange), []);
  const { order, failure } = follower.state.value;
  const status = order?.status;
  // Another question may follow upon the first one.
  const questionId = order && 'question' in order ? order.question?.id : undefined;

  useEffect(() => follower.start(), []);
  useEffect(() => checkout.forgetPlaced, []);
  useEffect(() => {
    if (status) announcer.say(sayStatus(say, status));
  }, [status, status === 'AwaitingCustomer' && questionId]);

  if (!order && failure && isNotFound(failure)) return <Unknown failure={failure} />;
  return (
    <>
      {failure && (
        <p class="notice" role="status">
          {sayFailure(words, failure)} {say('order.goOnLooking')}
        </p>
      )}
      {order ? <Order order={order} acts={acts} /> : <p class="muted waiting">{say('order.lookingUp')}</p>}
    </>
  );
};

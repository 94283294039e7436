import type { ComponentChildren } from 'preact';
import { isMasked } from '../../../../../lambdas/core/contract/masked.ts';
import type { OrderResponse } from '../../../../../lambdas/core/contract/order-answers.ts';
import { formatDuration, millisecondsBetween } from '../../../format/duration.ts';
import type { OrderTrace, TracedExecution } from '../../../stores/support/order-trace.ts';
import { DeliveryAddress } from '../../delivery-address.tsx';
import { Timestamp } from '../../timestamp.tsx';
import { ExecutionBadge, OrderBadge } from '../badges.tsx';
import { Personal } from '../personal.tsx';
import { addressOf } from '../search/search-address.ts';
import { LanguageFact } from './language-fact.tsx';
import { OrderedFact } from './ordered-fact.tsx';
import { QuestionFact, sayWho } from './question-fact.tsx';
import { useNow } from './use-now.ts';

interface FactProps {
  name: string;
  /** Whether it begins a row. */
  first?: boolean;
  children: ComponentChildren;
}

const Fact = ({ name, first = false, children }: FactProps) => (
  <div class={first ? 'fact first' : 'fact'}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const OrderFacts = ({ order }: { order: OrderResponse }) => {
  if (!('items' in order)) return null;
  return (
    <>
      <Fact name="Order">
        <OrderBadge status={order.status} />
      </Fact>
      <Fact name="Customer">
        <Personal text={order.customerName} />
        {!isMasked(order.email) && (
          <>
            <br />
            <a href={addressOf({ email: order.email })}>{order.email}</a>
          </>
        )}
      </Fact>
      <Fact name="Ordered">
        <OrderedFact order={order} />
      </Fact>
      <Fact name="Language">
        <LanguageFact language={order.language} />
      </Fact>
      {order.deliveryAddress && (
        <Fact name="Delivery address">
          {isMasked(order.deliveryAddress.street) ? (
            <>
              <Personal text={order.deliveryAddress.street} /> ({order.deliveryAddress.country})
            </>
          ) : (
            <DeliveryAddress address={order.deliveryAddress} />
          )}
        </Fact>
      )}
      {'question' in order && order.question && (
        <Fact name={order.question.kind === 'review' ? 'Review' : 'Question to the customer'}>
          <QuestionFact question={order.question} />
        </Fact>
      )}
      {order.status === 'Processed' && order.cancelRequested && (
        <Fact name="Cancellation">
          Asked for by {sayWho(order.cancelRequested.by)} <Timestamp timestamp={order.cancelRequested.at} />
        </Fact>
      )}
      {order.status === 'Cancelled' && (
        <Fact name="Cancellation">
          By {sayWho(order.cancelledBy)} <Timestamp timestamp={order.cancelledAt} />
          {order.cancelReason !== undefined && <p>{order.cancelReason}</p>}
        </Fact>
      )}
      {order.status === 'Rejected' && <Fact name="Reasons">{order.reasons.join(' ')}</Fact>}
    </>
  );
};

const ExecutionFacts = ({ traced: { execution, consoleUrl } }: { traced: TracedExecution }) => {
  const { status, startedAt, stoppedAt, redriveCount, redrivenAt, traceUrl } = execution;
  const now = useNow(stoppedAt === undefined);
  return (
    <>
      <Fact name="Execution" first>
        <ExecutionBadge status={status} />
      </Fact>
      <Fact name="Started">
        <Timestamp timestamp={startedAt} precision="milliseconds" />
      </Fact>
      <Fact name="Duration">
        {formatDuration(millisecondsBetween(startedAt, stoppedAt ?? new Date(now).toISOString()))}
        {stoppedAt === undefined && ' so far'}
      </Fact>
      {redriveCount > 0 && (
        <Fact name="Redriven">
          {redriveCount === 1 ? 'once' : `${redriveCount} times`}
          {redrivenAt !== undefined && (
            <>
              , last <Timestamp timestamp={redrivenAt} />
            </>
          )}
        </Fact>
      )}
      <Fact name="Elsewhere">
        <a href={consoleUrl} target="_blank" rel="noreferrer">
          AWS console<span class="visually-hidden"> (opens another tab)</span>
        </a>
        {traceUrl !== undefined && (
          <>
            {', '}
            <a href={traceUrl} target="_blank" rel="noreferrer">
              X-Ray trace<span class="visually-hidden"> (opens another tab)</span>
            </a>
          </>
        )}
      </Fact>
    </>
  );
};

/** What is known of an order and its execution, at a glance. */
export const Facts = ({ trace }: { trace: OrderTrace }) => {
  const order = trace.order.value;
  const traced = trace.execution.value;
  if (!order && !traced) return null;
  return (
    <dl class="facts">
      {order && <OrderFacts order={order} />}
      {traced && <ExecutionFacts traced={traced} />}
    </dl>
  );
};

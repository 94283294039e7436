import type { CancelAccepted } from '../contract/decision.ts';
import type { Canceller, CancelRequest, OrderRecord } from '../contract/order.ts';
import { cancellableUntil } from '../shared/cancellable.ts';
import { TemporarilyUnavailable } from '../shared/temporarily-unavailable.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import type { createAnswerQuestion } from './answer-question.ts';
import { cancellationInput } from './cancellation-input.ts';
import { parseOrderId } from './order-id.ts';
import type { CancellationWorkflow, CancelRequests, OrderStore } from './ports.ts';

/** What cancelling needs. */
interface CancelDependencies {
  orders: Pick<OrderStore, 'get'> & CancelRequests;
  workflow: CancellationWorkflow;
  answerQuestion: ReturnType<typeof createAnswerQuestion>;
  /** How long after its processing a customer may cancel an order. */
  cancellationMinutes: number;
  now: Clock;
}

/** A person's wish to cancel an order; `actor` is their id in the user pool. A customer's is of their own order alone. */
interface Cancelling {
  actor: string;
  by: Canceller;
  reason?: string | undefined;
}

/** Why an order is not cancelled. */
export type CancelRefusal = 'order-not-found' | 'order-undecided' | 'order-going-on' | 'too-late' | 'order-rejected';

type ProcessedRecord = Extract<OrderRecord, { status: 'Processed' }>;

const MAX_LOOKS = 4;

/** Makes the use case "cancel an order": an open question is answered so; a Processed order gets the wish noted, and a workflow
 * that carries it out. What was cancelled before is told again. */
export const createCancelOrder = (dependencies: CancelDependencies) => {
  const { orders, workflow, answerQuestion, cancellationMinutes, now } = dependencies;

  /** Starting it again is harmless: the name is the order's, and the input is made of what is noted. */
  const start = async (record: ProcessedRecord, request: CancelRequest): Promise<CancelAccepted> => {
    const { orderId, status } = record;
    await workflow.start(orderId, cancellationInput(orderId, request));
    return { orderId, status, requestedAt: request.at, cancelledBy: request.by };
  };

  const cancelProcessed = async (
    record: ProcessedRecord,
    { by, reason }: Cancelling,
  ): Promise<CancelAccepted | 'too-late' | undefined> => {
    if (record.cancelRequested) return start(record, record.cancelRequested);
    const at = toTimestamp(now());
    if (by === 'customer' && at >= cancellableUntil(record, cancellationMinutes)) return 'too-late';
    const request: CancelRequest = { by, at, ...(reason !== undefined && { reason }) };
    return (await orders.noteRequest(record.orderId, request)) ? start(record, request) : undefined;
  };

  const cancelAsked = async (
    { orderId }: OrderRecord,
    { actor, by, reason }: Cancelling,
  ): Promise<CancelAccepted | 'order-going-on'> => {
    const answer = { kind: 'cancelled' as const, by, ...(reason !== undefined && { reason }) };
    const answered = await answerQuestion(orderId, { actor, questionId: undefined, answer });
    if (typeof answered === 'string') return 'order-going-on';
    return { orderId, status: answered.status, requestedAt: answered.answer.at, cancelledBy: answered.answer.by };
  };

  const cancelAsItIs = async (
    record: OrderRecord,
    cancelling: Cancelling,
  ): Promise<CancelAccepted | CancelRefusal | undefined> => {
    switch (record.status) {
      case 'Received':
        return 'order-undecided';
      case 'UnderReview':
      case 'AwaitingCustomer':
        return cancelAsked(record, cancelling);
      case 'Processed':
        return cancelProcessed(record, cancelling);
      case 'Rejected':
        return 'order-rejected';
      case 'Cancelled': {
        const { orderId, status, cancelledAt, cancelledBy } = record;
        return { orderId, status, requestedAt: cancelledAt, cancelledBy };
      }
    }
  };

  return async (text: string, cancelling: Cancelling): Promise<CancelAccepted | CancelRefusal> => {
    const orderId = parseOrderId(text);
    if (orderId === undefined) return 'order-not-found';
    for (let look = 0; look < MAX_LOOKS; look += 1) {
      const record = await orders.get(orderId);
      if (!record) return 'order-not-found';
      if (cancelling.by === 'customer' && record.customerId !== cancelling.actor) return 'order-not-found';
      const cancelled = await cancelAsItIs(record, cancelling);
      if (cancelled !== undefined) return cancelled;
    }
    throw new TemporarilyUnavailable(`the record of ${orderId} changes at this moment`);
  };
};

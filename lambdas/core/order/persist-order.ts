import {
  type DecidedRecord,
  decidedRecordSchema,
  type OrderRecord,
  questionOf,
  type RejectedOrder,
} from '../contract/order.ts';
import { isOpen } from '../contract/status.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { CustomerAnswered, OrderCancelled, OutcomeConflict, OutOfStock, ReviewerAnswered } from './errors.ts';
import type { PersistInput } from './messages.ts';
import type { OrderStore, OutcomeStore } from './ports.ts';
import { needsReviewer, type RaisedGround, type Reason, readReason } from './reasons.ts';

/** Told of each order when it gets its outcome, and not when a repetition finds that it has one. */
export type OnDecided = (record: DecidedRecord, unanswered: 'customer' | 'review' | undefined) => void;

type RejectionInput = Extract<PersistInput, { status: 'Rejected' }>['order'];

/** Who did not answer, as a reason; the state machine has its words alone. */
const SILENT = { customer: 'customer-silent', review: 'reviewer-silent' } as const satisfies Record<
  'customer' | 'review',
  RaisedGround['code']
>;

/** Gives a rejected order names and prices, as far as they are known. */
type PriceRejected = (order: RejectedOrder) => Promise<RejectedOrder>;

/** Makes the use case "record the outcome of an order". It gives what is stored, also when an earlier attempt stored it,
 * and never replaces one outcome by the other: that is an OutcomeConflict. Throws OutOfStock where others bought what the order
 * takes, OrderCancelled where it was cancelled meanwhile, CustomerAnswered and ReviewerAnswered where an answer came just in time. */
export const createPersistOrder = (
  orders: Pick<OrderStore, 'get'> & OutcomeStore,
  now: Clock,
  onDecided: OnDecided = () => {},
  price: PriceRejected = async (order) => order,
) => {
  const reasonsOf = async ({ orderId, items, reasons, unanswered }: RejectionInput): Promise<Reason[]> => {
    const stored = reasons.some(needsReviewer) ? await orders.get(orderId) : undefined;
    const said = stored && questionOf(stored)?.answer?.reason;
    const read = reasons.map((line) => readReason(line, items, said));
    return unanswered === undefined ? read : read.map((each) => ({ ...each, ground: { code: SILENT[unanswered] } }));
  };

  /** A rejection with its reasons as the customer reads them. */
  const inWords = async (outcome: PersistInput): Promise<PersistInput> => {
    if (outcome.status !== 'Rejected') return outcome;
    const { order } = outcome;
    const reasons = await reasonsOf(order);
    const grounds = reasons.flatMap(({ ground }) => ground ?? []);
    return {
      status: 'Rejected',
      order: {
        ...order,
        ...(await price(order)),
        reasons: reasons.map(({ text }) => text),
        ...(grounds.length === reasons.length && { grounds }),
      },
    };
  };

  /** What stands in the way of an outcome: the same one, which is fine, or something else. */
  const already = (outcome: PersistInput, stored: OrderRecord | undefined): DecidedRecord => {
    const { orderId } = outcome.order;
    if (stored?.status === outcome.status) return decidedRecordSchema.parse(stored);
    // Its customer was quicker to cancel it than this repetition to find it Processed.
    if (outcome.status === 'Processed' && stored?.status === 'Cancelled' && stored.totalCents !== undefined) {
      return decidedRecordSchema.parse(stored);
    }
    const question = stored && questionOf(stored);
    if (stored && isOpen(stored.status) && outcome.status === 'Processed' && question?.answer?.kind === 'cancelled') {
      throw new OrderCancelled(`${orderId} was cancelled while it was asked about`);
    }
    if (stored && isOpen(stored.status) && outcome.status === 'Rejected') {
      const { unanswered } = outcome.order;
      if (unanswered === 'customer') throw new CustomerAnswered(`${orderId} was answered in time`);
      if (unanswered === 'review') throw new ReviewerAnswered(`${orderId} was answered in time`);
    }
    throw new OutcomeConflict(`${orderId} cannot become ${outcome.status}: it is ${stored?.status ?? 'not recorded'}`);
  };

  return async (decided: PersistInput): Promise<DecidedRecord> => {
    const outcome = await inWords(decided);
    const { orderId } = outcome.order;
    const recorded = await orders.recordOutcome(outcome, toTimestamp(now()));
    if (recorded === 'out-of-stock') throw new OutOfStock(`less is in stock than ${orderId} takes`);
    if (recorded === 'not-open') return already(outcome, await orders.get(orderId));
    onDecided(recorded, outcome.status === 'Rejected' ? outcome.order.unanswered : undefined);
    return recorded;
  };
};

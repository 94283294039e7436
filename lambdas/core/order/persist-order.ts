import type { DecidedRecord } from '../contract/order.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { OutcomeConflict } from './errors.ts';
import type { PersistInput } from './messages.ts';
import type { OrderStore } from './ports.ts';
import { withLines } from './reasons.ts';

/** A rejection with its reasons as the customer reads them. */
const inWords = (outcome: PersistInput): PersistInput => {
  if (outcome.status !== 'Rejected') return outcome;
  const { order } = outcome;
  return { status: 'Rejected', order: { ...order, reasons: withLines(order.reasons, order.items) } };
};

/** Told of each order when it gets its outcome, and not when a repetition finds that it has one. */
export type OnDecided = (record: DecidedRecord) => void;

/**
 * Makes the use case "record the outcome of an order". It gives what is stored, also when an earlier attempt stored it,
 * and never replaces one outcome by the other: that is an OutcomeConflict.
 */
export const createPersistOrder =
  (orders: Pick<OrderStore, 'recordOutcome' | 'get'>, now: Clock, onDecided: OnDecided = () => {}) =>
  async (decided: PersistInput): Promise<DecidedRecord> => {
    const outcome = inWords(decided);
    const recorded = await orders.recordOutcome(outcome, toTimestamp(now()));
    if (recorded !== 'not-received') {
      onDecided(recorded);
      return recorded;
    }
    const { orderId } = outcome.order;
    const stored = await orders.get(orderId);
    if (stored !== undefined && stored.status !== 'Received' && stored.status === outcome.status) return stored;
    throw new OutcomeConflict(`${orderId} cannot become ${outcome.status}: it is ${stored?.status ?? 'not recorded'}`);
  };

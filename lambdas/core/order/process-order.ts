import { type OrderRecord, orderSchema, type ReceivedRecord } from '../contract/order.ts';
import { isOpen } from '../contract/status.ts';
import { backOff, type Patience } from '../shared/back-off.ts';
import { ExecutionNotRevivable, OutcomeConflict } from './errors.ts';
import type { OrderMessage } from './messages.ts';
import type { ExecutionState, OrderStore, OrderWorkflow } from './ports.ts';
import { summarise } from './summary.ts';

/** What processing needs. */
interface ProcessOrderDependencies {
  orders: Pick<OrderStore, 'putReceived' | 'get'>;
  workflow: OrderWorkflow;
}

/** What became of a message; each of these means that it is done with. */
type Processing = 'started' | 'already-decided' | 'already-running' | 'aborted-by-a-person' | 'redriven';

const toReceivedRecord = (message: OrderMessage): ReceivedRecord => ({
  ...message,
  ...summarise(message.items),
  status: 'Received',
});

/** Parsing brings the members into the schema's order: equal records give equal text, and so one and the same start. */
const toWorkflowInput = (record: OrderRecord): string => JSON.stringify(orderSchema.parse(record));

/** Undefined for an execution that failed, which alone can be revived. */
const settled = ({ status }: ExecutionState): Processing | undefined => {
  if (status === 'FAILED' || status === 'TIMED_OUT') return undefined;
  if (status === 'ABORTED') return 'aborted-by-a-person';
  return status === 'SUCCEEDED' ? 'already-decided' : 'already-running';
};

/** Makes the use case "process a queued order": record first, then one execution named as the order. */
export const createProcessOrder = ({ orders, workflow }: ProcessOrderDependencies) => {
  /** The first message of an order wins: what is stored is what runs. */
  const recordOf = async (message: OrderMessage, patience: Patience): Promise<OrderRecord> => {
    const received = toReceivedRecord(message);
    if ((await backOff(patience, () => orders.putReceived(received))) === 'created') return received;
    const stored = await backOff(patience, () => orders.get(message.orderId));
    if (stored === undefined) throw new OutcomeConflict(`the record of ${message.orderId} was there and is gone`);
    return stored;
  };

  const revive = async (orderId: string, patience: Patience): Promise<Processing> => {
    const before = await backOff(patience, () => workflow.describe(orderId));
    const done = settled(before);
    if (done !== undefined) return done;
    // Two duplicates that see the same failure send the same token and redrive once; a later failure has a later count.
    const clientToken = `${orderId}-${before.redriveCount}`;
    if ((await backOff(patience, () => workflow.redrive(orderId, clientToken))) === 'redriven') return 'redriven';
    const after = await backOff(patience, () => workflow.describe(orderId));
    const doneSince = settled(after);
    if (doneSince !== undefined) return doneSince;
    throw new ExecutionNotRevivable(`the execution of ${orderId} is ${after.status} and cannot be redriven`);
  };

  return async (message: OrderMessage, patience: Patience): Promise<Processing> => {
    const { orderId } = message;
    const record = await recordOf(message, patience);
    if (!isOpen(record.status)) return 'already-decided';
    const input = toWorkflowInput(record);
    const start = await backOff(patience, () => workflow.start(orderId, input));
    return start === 'started' ? 'started' : revive(orderId, patience);
  };
};

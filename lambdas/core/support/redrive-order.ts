import { freshNameOf, isFresh } from '../contract/execution-names.ts';
import { type OrderRecord, orderSchema } from '../contract/order.ts';
import { isOpen } from '../contract/status.ts';
import type { Execution, RedriveAccepted, RedriveRequest } from '../contract/support.ts';
import { parseOrderId } from '../order/order-id.ts';
import type { OrderStore } from '../order/ports.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import type { ExecutionControl, ExecutionReader, RestartNotes } from './ports.ts';
import { executionsOf } from './trace-order.ts';

/** What redriving needs. */
interface RedriveDependencies {
  executions: Pick<ExecutionReader, 'describe'>;
  control: ExecutionControl;
  orders: Pick<OrderStore, 'get'> & RestartNotes;
  now: Clock;
}

/** Why an order is not redriven. */
export type RedriveRefusal =
  | 'order-not-found'
  | 'execution-running'
  | 'execution-succeeded'
  | 'execution-aborted'
  | 'order-decided'
  | 'not-redrivable';

/** Makes the use case "revive an order": from the state that failed where Step Functions can, else afresh from the record. */
export const createRedriveOrder = ({ executions, control, orders, now }: RedriveDependencies) => {
  const start = async (name: string, record: OrderRecord): Promise<RedriveAccepted | RedriveRefusal> => {
    const { orderId } = record;
    // An order that is decided would be decided once more, perhaps otherwise; its confirmation can be sent again.
    if (!isOpen(record.status)) return 'order-decided';
    if ((await control.start(name, JSON.stringify(orderSchema.parse(record)))) === 'already-exists') {
      return 'not-redrivable';
    }
    // After the start: were it the other way round, a crash between the two would hide an order that nothing works on.
    if (isFresh(name)) await orders.noteRestart(orderId, toTimestamp(now()));
    return { orderId, execution: name, action: 'started' };
  };

  const startAfresh = (current: Execution, record: OrderRecord) =>
    isFresh(current.name) ? 'not-redrivable' : start(freshNameOf(record.orderId), record);

  const revive = async (
    current: Execution,
    record: OrderRecord,
    request: RedriveRequest,
  ): Promise<RedriveAccepted | RedriveRefusal> => {
    const { name, status, redriveCount } = current;
    const redriven: RedriveAccepted = { orderId: record.orderId, execution: name, action: 'redriven' };
    // A later click of a page that showed the execution before this redrive: it has done what it can do.
    if (request.redriveCount !== undefined && redriveCount > request.redriveCount) return redriven;
    if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return 'execution-running';
    if (status === 'SUCCEEDED') return 'execution-succeeded';
    if (status === 'ABORTED' && request.aborted !== true) return 'execution-aborted';
    if (request.fresh === true || !current.redrivable) return startAfresh(current, record);
    // Two clicks that saw the same failure send the same token, and redrive once.
    if ((await control.redrive(name, `${name}-${redriveCount}`)) === 'redriven') return redriven;
    const since = await executions.describe(name);
    return since?.status === 'RUNNING' ? redriven : startAfresh(current, record);
  };

  return async (text: string, request: RedriveRequest): Promise<RedriveAccepted | RedriveRefusal> => {
    const orderId = parseOrderId(text);
    const record = orderId && (await orders.get(orderId));
    if (!record) return 'order-not-found';
    const current = (await executionsOf(executions, record.orderId)).at(-1);
    // No execution was ever started, or its history is gone after 90 days: the record holds what it starts with.
    return current ? revive(current, record, request) : start(record.orderId, record);
  };
};

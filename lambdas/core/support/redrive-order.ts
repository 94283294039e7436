import { freshNameOf, isFresh } from '../contract/execution-names.ts';
import type { Machine, PerMachine } from '../contract/machine.ts';
import { type OrderRecord, orderSchema } from '../contract/order.ts';
import { isOpen } from '../contract/status.ts';
import type { Execution, RedriveAccepted, RedriveRequest } from '../contract/support.ts';
import { cancellationInput, wishOn } from '../order/cancellation-input.ts';
import { parseOrderId } from '../order/order-id.ts';
import type { OrderStore } from '../order/ports.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import type { ExecutionControl, ExecutionReader, RestartNotes } from './ports.ts';
import { executionsOf } from './trace-order.ts';

/** What redriving needs. */
interface RedriveDependencies {
  executions: PerMachine<Pick<ExecutionReader, 'describe'>>;
  control: PerMachine<ExecutionControl>;
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

/** Makes the use case "revive an order", or its cancellation: from the state that failed where Step Functions can, else afresh from
 * the record. */
export const createRedriveOrder = ({ executions, control, orders, now }: RedriveDependencies) => {
  const startProcessing = async (name: string, record: OrderRecord): Promise<RedriveAccepted | RedriveRefusal> => {
    const { orderId } = record;
    // An order that is decided would be decided once more, perhaps otherwise; its confirmation can be sent again.
    if (!isOpen(record.status)) return 'order-decided';
    const input = JSON.stringify(orderSchema.parse(record));
    if ((await control.OrderProcessing.start(name, input)) === 'already-exists') return 'not-redrivable';
    // After the start: were it the other way round, a crash between the two would hide an order that nothing works on.
    if (isFresh(name)) await orders.noteRestart(orderId, toTimestamp(now()));
    return { orderId, machine: 'OrderProcessing', execution: name, action: 'started' };
  };

  /** May be done again whatever was done before: it cancels on condition, and one mail tells it. */
  const startCancellation = async (name: string, record: OrderRecord): Promise<RedriveAccepted | RedriveRefusal> => {
    const { orderId } = record;
    const wish = wishOn(record);
    if (!wish) return 'not-redrivable';
    const started = await control.OrderCancellation.start(name, cancellationInput(orderId, wish));
    if (started === 'already-exists') return 'not-redrivable';
    return { orderId, machine: 'OrderCancellation', execution: name, action: 'started' };
  };

  const start: PerMachine<typeof startProcessing> = {
    OrderProcessing: startProcessing,
    OrderCancellation: startCancellation,
  };

  const startAfresh = ({ machine, name }: Execution, record: OrderRecord) =>
    isFresh(name) ? 'not-redrivable' : start[machine](freshNameOf(record.orderId), record);

  const revive = async (
    current: Execution,
    record: OrderRecord,
    request: RedriveRequest,
  ): Promise<RedriveAccepted | RedriveRefusal> => {
    const { machine, name, status, redriveCount } = current;
    const redriven: RedriveAccepted = { orderId: record.orderId, machine, execution: name, action: 'redriven' };
    // A later click of a page that showed the execution before this redrive: it has done what it can do.
    if (request.redriveCount !== undefined && redriveCount > request.redriveCount) return redriven;
    if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return 'execution-running';
    if (status === 'SUCCEEDED') return 'execution-succeeded';
    if (status === 'ABORTED' && request.aborted !== true) return 'execution-aborted';
    if (request.fresh === true || !current.redrivable) return startAfresh(current, record);
    // Two clicks that saw the same failure send the same token, and redrive once.
    if ((await control[machine].redrive(name, `${name}-${redriveCount}`)) === 'redriven') return redriven;
    const since = await executions[machine].describe(name);
    return since?.status === 'RUNNING' ? redriven : startAfresh(current, record);
  };

  return async (text: string, request: RedriveRequest): Promise<RedriveAccepted | RedriveRefusal> => {
    const orderId = parseOrderId(text);
    const record = orderId && (await orders.get(orderId));
    if (!record) return 'order-not-found';
    const machine: Machine = request.machine ?? 'OrderProcessing';
    const current = (await executionsOf(executions[machine], record.orderId)).at(-1);
    // No execution was ever started, or its history is gone after 90 days: the record holds what it starts with.
    return current ? revive(current, record, request) : start[machine](record.orderId, record);
  };
};

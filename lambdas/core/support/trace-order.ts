import { freshNamesOf, orderIdOf } from '../contract/execution-names.ts';
import type { Machine, PerMachine } from '../contract/machine.ts';
import type { Execution, HistoryPage, OrderExecution } from '../contract/support.ts';
import { parseOrderId } from '../order/order-id.ts';
import { readEnding } from './failure.ts';
import type { ExecutionReader } from './ports.ts';
import { executionWithoutToken, withoutToken } from './task-token.ts';

/** Events on one page: with an order's data in each, far below the 6 MB that a function may answer with. */
const PAGE_SIZE = 200;

/** Which execution of the order, and from which event on. */
interface TraceQuery {
  /** By its name; without it, the newest. */
  execution?: string | undefined;
  /** Whose; a name alone is that of an execution of OrderProcessing. */
  machine?: Machine | undefined;
  cursor?: string | undefined;
}

/** Why there is nothing to show. */
type NoTrace = 'not-found' | 'bad-cursor';

/** The executions of an order in one workflow, oldest first. `{orderId}-2` is started only where the first one ended without success, so
 * only then is it asked for: DescribeExecution answers 15 times a second for the whole account. */
export const executionsOf = async (
  executions: Pick<ExecutionReader, 'describe'>,
  orderId: string,
): Promise<Execution[]> => {
  const first = await executions.describe(orderId);
  if (first?.status === 'RUNNING' || first?.status === 'SUCCEEDED') return [first];
  const fresh = await firstOf(freshNamesOf(orderId), (name) => executions.describe(name));
  return [first, fresh].flatMap((execution) => (execution ? [execution] : []));
};

/** The same of both workflows: a cancellation begins after the order was Processed, and then nothing starts that afresh. */
const allExecutionsOf = async (executions: PerMachine<ExecutionReader>, orderId: string): Promise<Execution[]> =>
  (
    await Promise.all([
      executionsOf(executions.OrderProcessing, orderId),
      executionsOf(executions.OrderCancellation, orderId),
    ])
  ).flat();

/** The first thing that is found under these names; each is asked for only where the one before it gave nothing. */
export const firstOf = async <T>(
  names: readonly string[],
  find: (name: string) => Promise<T | undefined>,
): Promise<T | undefined> => {
  for (const name of names) {
    const found = await find(name);
    if (found !== undefined) return found;
  }
  return undefined;
};

const withheldIn = (page: HistoryPage): HistoryPage => ({ ...page, events: page.events.map(withoutToken) });

/** Makes the use case "trace an order": its execution, what it runs by, and its history page by page. */
export const createTraceOrder = (executions: PerMachine<ExecutionReader>) => {
  const later = async (machine: Machine, name: string, token: string): Promise<HistoryPage | NoTrace> => {
    const page = await executions[machine].history(name, { limit: PAGE_SIZE, token });
    if (page === 'bad-token') return 'bad-cursor';
    return page ? withheldIn(page) : 'not-found';
  };

  const first = async (
    orderId: string,
    isWanted: (execution: Execution) => boolean,
  ): Promise<OrderExecution | NoTrace> => {
    const all = await allExecutionsOf(executions, orderId);
    const execution = all.findLast(isWanted);
    if (!execution) return 'not-found';
    const { machine, name, status } = execution;
    const reader = executions[machine];
    const failed = status !== 'RUNNING' && status !== 'SUCCEEDED';
    const [definition, page, ending] = await Promise.all([
      reader.definition(name),
      reader.history(name, { limit: PAGE_SIZE }),
      failed ? readEnding(reader, name) : undefined,
    ]);
    if (page === undefined || page === 'bad-token') return 'not-found';
    return {
      orderId,
      executions: all.map(({ machine, name, status, startedAt, stoppedAt }) => ({
        ...{ machine, name, status },
        ...{ startedAt, stoppedAt },
      })),
      execution: executionWithoutToken(execution),
      definition: definition.text,
      definitionIsNewest: definition.isNewest,
      consoleUrl: reader.consoleUrl(name),
      ...(ending?.failure && { failure: ending.failure }),
      ...withheldIn(page),
    };
  };

  return async (
    text: string,
    { execution, cursor, ...query }: TraceQuery,
  ): Promise<OrderExecution | HistoryPage | NoTrace> => {
    const orderId = parseOrderId(text);
    if (orderId === undefined) return 'not-found';
    if (execution !== undefined && orderIdOf(execution) !== orderId) return 'not-found';
    // Links of before there was a second workflow name an execution alone, and both name theirs as the order.
    const machine = query.machine ?? (execution === undefined ? undefined : 'OrderProcessing');
    if (cursor !== undefined) return later(machine ?? 'OrderProcessing', execution ?? orderId, cursor);
    return first(
      orderId,
      (each) => (machine ?? each.machine) === each.machine && (execution ?? each.name) === each.name,
    );
  };
};

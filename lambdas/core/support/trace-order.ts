import { freshNamesOf, orderIdOf } from '../contract/execution-names.ts';
import type { Execution, HistoryPage, OrderExecution } from '../contract/support.ts';
import { parseOrderId } from '../order/order-id.ts';
import { readEnding } from './failure.ts';
import type { ExecutionReader } from './ports.ts';
import { executionWithoutToken, withoutToken } from './task-token.ts';

/** Events on one page: with an order's data in each, far below the 6 MB that a function may answer with. */
const PAGE_SIZE = 200;

/** Which execution of the order, and from which event on. */
interface TraceQuery {
  execution?: string | undefined;
  cursor?: string | undefined;
}

/** Why there is nothing to show. */
type NoTrace = 'not-found' | 'bad-cursor';

/** The executions of an order, oldest first. `{orderId}-2` is started only where the first one ended without success, so
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
export const createTraceOrder = (executions: ExecutionReader) => {
  const later = async (name: string, token: string): Promise<HistoryPage | NoTrace> => {
    const page = await executions.history(name, { limit: PAGE_SIZE, token });
    if (page === 'bad-token') return 'bad-cursor';
    return page ? withheldIn(page) : 'not-found';
  };

  const first = async (orderId: string, wanted: string | undefined): Promise<OrderExecution | NoTrace> => {
    const all = await executionsOf(executions, orderId);
    const execution = wanted === undefined ? all.at(-1) : all.find(({ name }) => name === wanted);
    if (!execution) return 'not-found';
    const { name, status } = execution;
    const failed = status !== 'RUNNING' && status !== 'SUCCEEDED';
    const [definition, page, ending] = await Promise.all([
      executions.definition(name),
      executions.history(name, { limit: PAGE_SIZE }),
      failed ? readEnding(executions, name) : undefined,
    ]);
    if (page === undefined || page === 'bad-token') return 'not-found';
    return {
      orderId,
      executions: all.map(({ name, status, startedAt, stoppedAt }) => ({ name, status, startedAt, stoppedAt })),
      execution: executionWithoutToken(execution),
      definition,
      consoleUrl: executions.consoleUrl(name),
      ...(ending?.failure && { failure: ending.failure }),
      ...withheldIn(page),
    };
  };

  return async (text: string, { execution, cursor }: TraceQuery): Promise<OrderExecution | HistoryPage | NoTrace> => {
    const orderId = parseOrderId(text);
    if (orderId === undefined) return 'not-found';
    if (execution !== undefined && orderIdOf(execution) !== orderId) return 'not-found';
    return cursor === undefined ? first(orderId, execution) : later(execution ?? orderId, cursor);
  };
};

import type { createTraceOrder } from '../../../core/support/trace-order.ts';
import { badCursor, json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { forSupport } from './guard.ts';

/** GET /api/support/orders/{orderId}/execution?execution=&cursor= */
export const respondToTrace = (traceOrder: ReturnType<typeof createTraceOrder>): Respond =>
  forSupport('trace-order', async ({ pathParameters, queryStringParameters }) => {
    const { execution, cursor } = queryStringParameters ?? {};
    const trace = await traceOrder(pathParameters?.orderId ?? '', {
      execution: execution || undefined,
      cursor: cursor || undefined,
    });
    if (trace === 'not-found') {
      return problem(
        'execution-not-found',
        'The order has no execution: it waits in its queue or lies in its dead-letter queue, or the execution is older than 90 days.',
      );
    }
    if (trace === 'bad-cursor') return badCursor();
    return json(200, trace);
  });

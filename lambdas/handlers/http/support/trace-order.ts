import * as z from 'zod';
import { machineSchema } from '../../../core/contract/machine.ts';
import { toFieldErrors } from '../../../core/contract/order-request.ts';
import type { createTraceOrder } from '../../../core/support/trace-order.ts';
import { badCursor, json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { forSupport } from './guard.ts';

const machineQuerySchema = z.object({ machine: machineSchema.optional() });

/** GET /api/support/orders/{orderId}/execution?execution=&machine=&cursor= */
export const respondToTrace = (traceOrder: ReturnType<typeof createTraceOrder>): Respond =>
  forSupport('trace-order', async ({ pathParameters, queryStringParameters }) => {
    const { execution, machine, cursor } = queryStringParameters ?? {};
    const parsed = machineQuerySchema.safeParse({ machine: machine || undefined });
    if (!parsed.success) {
      return problem('invalid-parameters', `A machine is one of: ${machineSchema.options.join(', ')}.`, {
        errors: toFieldErrors(parsed.error),
      });
    }
    const trace = await traceOrder(pathParameters?.orderId ?? '', {
      ...parsed.data,
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

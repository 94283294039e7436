import { describe, expect, it } from 'vitest';
import { orderSchema } from '../../../lambdas/core/contract/order.ts';
import { taskHandler } from '../../../lambdas/handlers/task/task-handler.ts';
import { aContext, anOrder, anOrderId, memoryLogger } from '../../helpers/factories.ts';

describe('a task', () => {
  const handlerOf = (run: () => Promise<string>) => {
    const logger = memoryLogger();
    return { logger, handler: taskHandler(logger, orderSchema, ({ orderId }) => orderId, run) };
  };

  it('logs its success with the order’s id', async () => {
    const { handler, logger } = handlerOf(async () => 'done');
    expect(await handler(anOrder(), aContext())).toBe('done');
    expect(logger.lines).toMatchObject([{ level: 'INFO', orderId: anOrderId(), requestId: 'lambda-request-1' }]);
  });

  it('lets its error through as it is', async () => {
    const error = new Error('fault');
    const { handler } = handlerOf(() => Promise.reject(error));
    await expect(handler(anOrder(), aContext())).rejects.toBe(error);
  });

  it('refuses an input that is no order', async () => {
    await expect(handlerOf(async () => 'done').handler({ orderId: '1' }, aContext())).rejects.toThrow(/orderId/);
  });
});

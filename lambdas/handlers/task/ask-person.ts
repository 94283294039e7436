import type { createAskPerson } from '../../core/order/ask-person.ts';
import { askInputSchema } from '../../core/order/messages.ts';
import type { Logger } from '../../runtime/logger.ts';
import { taskHandler } from './task-handler.ts';

/** Task of the states AskCustomer and AskReviewer. The metrics of open questions are counted from its line. */
export const handleAskPerson = (logger: Logger, askPerson: ReturnType<typeof createAskPerson>) =>
  taskHandler(
    logger,
    askInputSchema,
    ({ order }) => order.orderId,
    async (input) => {
      const asking = await askPerson(input);
      const { orderId, question } = input.order;
      logger.info('question put', { orderId, kind: question.kind, asking });
      return asking;
    },
  );

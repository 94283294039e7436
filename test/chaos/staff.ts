import { deadLettersSchema } from '../../lambdas/core/contract/support.ts';
import type { Books } from '../faults/oversell-books.ts';
import type { createCrowd } from '../faults/oversell-customers.ts';

/** Support, which does what its console offers: redrives what failed, and moves back what came to a dead-letter queue. */
export const createStaff = ({ asSupport }: Pick<ReturnType<typeof createCrowd>, 'asSupport'>) => {
  let redriven = 0;
  let movedBack = 0;

  const redriveFailed = async (executions: Books['executions'], machine: string): Promise<void> => {
    for (const { name, status } of executions) {
      if (status !== 'FAILED') continue;
      const answer = await asSupport(`orders/${name}/redrive`, { machine });
      if (answer.status === 202) redriven += 1;
    }
  };

  const moveBack = async (): Promise<void> => {
    const { queues } = deadLettersSchema.parse(JSON.parse((await asSupport('dead-letters')).body));
    for (const { name, messages, movable } of queues) {
      if (messages === 0 || !movable) continue;
      const answer = await asSupport(`dead-letters/${name}/redrive`, {});
      if (answer.status === 202) movedBack += messages;
    }
  };

  return {
    look: async (books: Books): Promise<void> => {
      await redriveFailed(books.executions, 'OrderProcessing');
      await redriveFailed(books.cancellations, 'OrderCancellation');
      await moveBack();
    },
    did: () => ({ redriven, movedBack }),
  };
};

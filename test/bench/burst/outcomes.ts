import { paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { RunningEngine } from 'local-aws';
import type { Question } from '../../../lambdas/core/contract/question.ts';
import { createBooks } from './books.ts';
import { settingsOf } from './scenario.ts';

/** How the orders of a burst ended. */
export interface Outcomes {
  readonly accepted: number;
  /** Accepted, and not where an order of this burst may end. */
  readonly lost: number;
  /** Executions beyond one an order, and one a cancellation of what was Processed. */
  readonly doubled: number;
  readonly deadLetters: number;
}

/** Compares what was accepted with the records, the executions and the dead-letter queue. */
export const countOutcomes = async (
  engine: RunningEngine,
  orderIds: readonly string[],
  ends: readonly string[],
): Promise<Outcomes> => {
  const settings = settingsOf(engine);
  const accepted = new Set(orderIds);
  const records = (await createBooks(engine).records()).filter(({ orderId }) => accepted.has(orderId));
  const ended = records.filter(({ status }) => ends.includes(status)).length;
  const cancelled = records.filter((record) => record.status === 'Cancelled' && !wasAsked(record)).length;
  const workflow = new SFNClient(settings);
  const { StateMachineArn, CancellationStateMachineArn } = engine.outputs;
  const executions = await executionsOf(workflow, StateMachineArn);
  const cancellations = await executionsOf(workflow, CancellationStateMachineArn);
  const { Attributes } = await new SQSClient(settings).send(
    new GetQueueAttributesCommand({
      QueueUrl: engine.outputs.OrderDeadLetterQueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return {
    accepted: accepted.size,
    lost: accepted.size - ended,
    doubled: executions - accepted.size + (cancellations - cancelled),
    deadLetters: Number(Attributes?.ApproximateNumberOfMessages),
  };
};

/** Whether an order was cancelled instead of an answer, which takes no workflow of its own. */
const wasAsked = (record: object): boolean =>
  'question' in record && (record as { question?: Question }).question?.answer?.kind === 'cancelled';

const executionsOf = async (client: SFNClient, stateMachineArn: string | undefined): Promise<number> => {
  let count = 0;
  const input = { stateMachineArn, maxResults: 1000 };
  for await (const { executions = [] } of paginateListExecutions({ client }, input)) count += executions.length;
  return count;
};

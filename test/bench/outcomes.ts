import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { RunningEngine } from 'local-aws';

/** How the orders of a burst ended. */
export interface Outcomes {
  readonly accepted: number;
  readonly processed: number;
  /** Accepted, and neither processed nor in a queue. */
  readonly lost: number;
  /** Executions beyond one an order. */
  readonly doubled: number;
  readonly deadLetters: number;
}

/** Compares what was accepted with the records, the executions and the dead-letter queue. */
export const countOutcomes = async (engine: RunningEngine, orderIds: readonly string[]): Promise<Outcomes> => {
  const settings = {
    endpoint: engine.awsOrigin.replace('localhost', '127.0.0.1'),
    region: 'us-east-1',
    credentials: { accessKeyId: 'burst', secretAccessKey: 'burst' },
  };
  const accepted = new Set(orderIds);
  const processed = await processedIn(new DynamoDBClient(settings), engine, accepted);
  const executions = await executionsOf(new SFNClient(settings), engine);
  const { Attributes } = await new SQSClient(settings).send(
    new GetQueueAttributesCommand({
      QueueUrl: engine.outputs.OrderDeadLetterQueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return {
    accepted: accepted.size,
    processed: processed.size,
    lost: accepted.size - processed.size,
    doubled: executions - accepted.size,
    deadLetters: Number(Attributes?.ApproximateNumberOfMessages),
  };
};

const processedIn = async (
  client: DynamoDBClient,
  engine: RunningEngine,
  accepted: ReadonlySet<string>,
): Promise<Set<string>> => {
  const found = new Set<string>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: engine.outputs.OrdersTableName })) {
    for (const { orderId, status } of Items) {
      if (status?.S === 'Processed' && accepted.has(orderId?.S ?? '')) found.add(orderId?.S ?? '');
    }
  }
  return found;
};

const executionsOf = async (client: SFNClient, engine: RunningEngine): Promise<number> => {
  let count = 0;
  const input = { stateMachineArn: engine.outputs.StateMachineArn, maxResults: 1000 };
  for await (const { executions = [] } of paginateListExecutions({ client }, input)) count += executions.length;
  return count;
};

import { queueUrlOf } from '../../kit/queue-url.ts';
import type { Engine } from '../../service.ts';
import type { AsyncConfig } from './async-config.ts';
import { executionRole } from './execution-role.ts';
import type { FunctionReference } from './functions.ts';
import type { Finished } from './outcome.ts';

/** An asynchronous call that has come to its end. */
interface AsyncRecord {
  readonly target: FunctionReference;
  readonly call: { readonly requestId: string; readonly payload: string; readonly attempts: number };
  readonly config: AsyncConfig;
  readonly outcome: Finished;
}

type Attributes = Readonly<Record<string, { DataType: string; StringValue: string }>>;

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export const notifySuccess = async (engine: Engine, record: AsyncRecord): Promise<void> => {
  const { onSuccessArn } = record.config;
  if (onSuccessArn) await send(engine, record.target, onSuccessArn, invocationRecord(engine, record, 'Success'));
};

/** Tells the on-failure destination and the dead-letter queue of a call that is given up. */
export const notifyFailure = async (engine: Engine, record: AsyncRecord): Promise<void> => {
  const { onFailureArn } = record.config;
  if (onFailureArn)
    await send(engine, record.target, onFailureArn, invocationRecord(engine, record, 'RetriesExhausted'));
  const { deadLetterArn } = record.target.fn;
  if (!deadLetterArn) return;
  const { errorMessage } = JSON.parse(record.outcome.payload) as { errorMessage?: unknown };
  await send(engine, record.target, deadLetterArn, record.call.payload, {
    RequestID: { DataType: 'String', StringValue: record.call.requestId },
    ErrorCode: { DataType: 'Number', StringValue: '200' },
    ErrorMessage: { DataType: 'String', StringValue: String(errorMessage || 'unknown').slice(0, 1024) },
  });
};

const invocationRecord = (engine: Engine, { target, call, outcome }: AsyncRecord, condition: string): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: new Date(engine.now()).toISOString(),
    requestContext: {
      requestId: call.requestId,
      functionArn: `${target.fn.arn}:${target.version}`,
      condition,
      approximateInvokeCount: call.attempts,
    },
    requestPayload: JSON.parse(call.payload) as unknown,
    responseContext: {
      statusCode: 200,
      executedVersion: target.version,
      ...(outcome.kind === 'failure' && { functionError: 'Unhandled' }),
    },
    responsePayload: JSON.parse(outcome.payload) as unknown,
  });

/** Sends with the function's role, as Lambda does. */
const send = async (
  engine: Engine,
  { fn }: FunctionReference,
  arn: string,
  body: string,
  attributes: Attributes = {},
): Promise<void> => {
  const caller = executionRole(engine, fn);
  if (arn.split(':')[2] === 'sns') {
    await engine.call(caller, 'sns', 'Publish', { TopicArn: arn, Message: body, MessageAttributes: attributes });
    return;
  }
  const QueueUrl = queueUrlOf(engine, arn);
  await engine.call(caller, 'sqs', 'SendMessage', { QueueUrl, MessageBody: body, MessageAttributes: attributes });
};

/** The permission to send to a queue or a topic. */
export const sendingTo = (arn: string): string => (arn.split(':')[2] === 'sns' ? 'sns:Publish' : 'sqs:SendMessage');

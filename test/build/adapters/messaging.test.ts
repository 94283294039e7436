import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';
import { clientSettings } from '../../../lambdas/adapters/client-settings.ts';
import { createOrderEvents } from '../../../lambdas/adapters/order-events-sns.ts';
import { createOrderQueue } from '../../../lambdas/adapters/order-queue-sqs.ts';
import { createOrderWorkflow } from '../../../lambdas/adapters/workflow-sfn.ts';
import { eventOf } from '../../../lambdas/core/order/order-event.ts';
import { TemporarilyUnavailable } from '../../../lambdas/core/shared/temporarily-unavailable.ts';
import { messageTaken, type StubAnswer, startAwsStub, stubClientSettings } from '../../helpers/aws-stub.ts';
import { aMessage, anOrderId, aProcessedRecord } from '../../helpers/factories.ts';

const REQUEST_TIMEOUT_MS = 200;
const STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:Orders';
const executionArn = `arn:aws:states:us-east-1:000000000000:execution:Orders:${anOrderId()}`;

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

const setUp = async (maxAttempts: number, ...answers: StubAnswer[]) => {
  const stub = await startAwsStub(...answers);
  stop = stub.stop;
  const settings = {
    ...stubClientSettings(stub.endpoint),
    ...clientSettings({ maxAttempts, requestTimeoutMs: REQUEST_TIMEOUT_MS }),
  };
  return { settings, stub };
};

const failure = (code: string, status = 400): StubAnswer => ({ status, body: { __type: code, message: code } });

describe('the order queue', () => {
  const queueOf = async (...answers: StubAnswer[]) => {
    const { settings, stub } = await setUp(2, ...answers);
    return {
      stub,
      queue: createOrderQueue(new SQSClient(settings), `${stub.endpoint}/0/OrderQueue`),
    };
  };

  test('takes the message as JSON', async () => {
    const { queue, stub } = await queueOf(messageTaken);
    expect(await queue.enqueue(aMessage())).toEqual({ enqueued: true });
    expect(JSON.parse(JSON.parse(stub.requests[0]?.body ?? '').MessageBody)).toEqual(aMessage());
  });

  test('is tried again after a fault, with the same order', async () => {
    const { queue, stub } = await queueOf(failure('InternalError', 500), messageTaken);
    expect(await queue.enqueue(aMessage())).toEqual({ enqueued: true });
    expect(stub.requests[1]?.body).toBe(stub.requests[0]?.body);
  });

  test.each<[string, StubAnswer, number]>([
    ['a refusal', failure('AccessDenied', 403), 1],
    ['lasting faults', failure('InternalError', 500), 2],
    ['a broken connection', { hangUp: true }, 2],
    ['silence', { silent: true }, 2],
  ])('leaves the outcome unknown after %s', async (_, answer, attempts) => {
    const { queue, stub } = await queueOf(answer);
    expect(await queue.enqueue(aMessage())).toMatchObject({ enqueued: false, cause: expect.any(Error) });
    expect(stub.requests).toHaveLength(attempts);
  });
});

describe('the workflow', () => {
  const workflowOf = async (...answers: StubAnswer[]) => {
    const { settings, stub } = await setUp(1, ...answers);
    return { stub, workflow: createOrderWorkflow(new SFNClient(settings), STATE_MACHINE_ARN) };
  };

  test('starts an execution named as the order', async () => {
    const { workflow, stub } = await workflowOf({ status: 200, body: { executionArn, startDate: 1 } });
    expect(await workflow.start(anOrderId(), '{}')).toBe('started');
    expect(JSON.parse(stub.requests[0]?.body ?? '')).toEqual({
      stateMachineArn: STATE_MACHINE_ARN,
      name: anOrderId(),
      input: '{}',
    });
  });

  test('tells that the name is taken', async () => {
    const { workflow } = await workflowOf(failure('ExecutionAlreadyExists'));
    expect(await workflow.start(anOrderId(), '{}')).toBe('already-exists');
  });

  test('describes the order’s execution', async () => {
    const body = { executionArn, stateMachineArn: STATE_MACHINE_ARN, status: 'FAILED', startDate: 1, redriveCount: 2 };
    const { workflow, stub } = await workflowOf({ status: 200, body });
    expect(await workflow.describe(anOrderId())).toEqual({ status: 'FAILED', redriveCount: 2 });
    expect(JSON.parse(stub.requests[0]?.body ?? '')).toEqual({ executionArn });
  });

  test('redrives with the client token it is given', async () => {
    const { workflow, stub } = await workflowOf({ status: 200, body: { redriveDate: 1 } });
    expect(await workflow.redrive(anOrderId(), 'token')).toBe('redriven');
    expect(JSON.parse(stub.requests[0]?.body ?? '')).toEqual({ executionArn, clientToken: 'token' });
  });

  test('tells that an execution cannot be redriven', async () => {
    const { workflow } = await workflowOf(failure('ExecutionNotRedrivable'));
    expect(await workflow.redrive(anOrderId(), 'token')).toBe('not-redrivable');
  });

  test.each<[string, StubAnswer]>([
    ['ThrottlingException', failure('ThrottlingException')],
    ['ExecutionLimitExceeded', failure('ExecutionLimitExceeded')],
    ['a fault of the service', failure('InternalFailure', 500)],
    ['too many requests', failure('Whatever', 429)],
    ['a broken connection', { hangUp: true }],
    ['silence', { silent: true }],
  ])('is temporarily unavailable at %s, after the one attempt', async (_, answer) => {
    const { workflow, stub } = await workflowOf(answer);
    await expect(workflow.start(anOrderId(), '{}')).rejects.toBeInstanceOf(TemporarilyUnavailable);
    await expect(workflow.describe(anOrderId())).rejects.toBeInstanceOf(TemporarilyUnavailable);
    await expect(workflow.redrive(anOrderId(), 'token')).rejects.toBeInstanceOf(TemporarilyUnavailable);
    expect(stub.requests).toHaveLength(3);
  });

  test('lets other errors through', async () => {
    const { workflow } = await workflowOf(failure('StateMachineDoesNotExist'));
    await expect(workflow.start(anOrderId(), '{}')).rejects.toThrow('StateMachineDoesNotExist');
  });
});

test('an announcement carries JSON for programs, a text for people, and attributes for filters', async () => {
  const answer = '<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>';
  const { settings, stub } = await setUp(1, { status: 200, body: answer });
  const events = createOrderEvents(new SNSClient(settings), 'arn:aws:sns:us-east-1:000000000000:OrderEvents');
  const event = eventOf(aProcessedRecord());
  await events.publish(event, { subject: 'Order processed', body: 'A readable text.' });

  const request = new URLSearchParams(stub.requests[0]?.body);
  expect(request.get('MessageStructure')).toBe('json');
  expect(request.get('Subject')).toBe('Order processed');
  const message = JSON.parse(request.get('Message') ?? '');
  expect(JSON.parse(message.default)).toEqual(event);
  expect(message.email).toBe('A readable text.');
  const attributes = [1, 2].map((n) => [
    request.get(`MessageAttributes.entry.${n}.Name`),
    request.get(`MessageAttributes.entry.${n}.Value.StringValue`),
  ]);
  expect(Object.fromEntries(attributes)).toEqual({ eventType: 'OrderProcessed', orderId: event.orderId });
});

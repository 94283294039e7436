import { rmSync } from 'node:fs';
import { GetQueueAttributesCommand, type QueueAttributeName, SendMessageCommand } from '@aws-sdk/client-sqs';
import { AwsError, type Interceptor } from 'local-aws';
import { changedAssembly, type Grant, grantsOf, readTemplate, revoke, until } from 'local-aws/testing';
import { describe, expect, inject, it } from 'vitest';
import { outputOf, type Shop, shopper, startShop } from '../helpers/shop.ts';
import { exerciseSupport } from './exercise-support.ts';

/** What no run here exercises: the engine takes these services' data itself, without a call of the role. */
const notExercised: Readonly<Record<string, string>> = {
  'logs:CreateLogGroup': 'functions log through the engine',
  'logs:CreateLogDelivery': 'workflow logs are declared, not emulated',
  'logs:GetLogDelivery': 'workflow logs are declared, not emulated',
  'logs:UpdateLogDelivery': 'workflow logs are declared, not emulated',
  'logs:DeleteLogDelivery': 'workflow logs are declared, not emulated',
  'logs:ListLogDeliveries': 'workflow logs are declared, not emulated',
  'logs:PutResourcePolicy': 'workflow logs are declared, not emulated',
  'logs:DescribeResourcePolicies': 'workflow logs are declared, not emulated',
  'logs:DescribeLogGroups': 'workflow logs are declared, not emulated',
  'kms:Decrypt': 'keys are declared, not emulated',
  'kms:GenerateDataKey': 'keys are declared, not emulated',
  'xray:PutTraceSegments': 'X-Ray is declared, not emulated',
  'xray:PutTelemetryRecords': 'X-Ray is declared, not emulated',
  'xray:GetSamplingRules': 'X-Ray is declared, not emulated',
  'xray:GetSamplingTargets': 'X-Ray is declared, not emulated',
  'sqs:GetQueueAttributes':
    'Pipes and Lambda read the attributes of their source at creation only; the engine needs none',
};

/** Further grants of that kind, by the beginnings of the role's policy and of the action. */
const grantsNotExercised: readonly (readonly [policy: string, action: string, reason: string])[] = [
  ['OperationsAlertsNotifyOperations', 'sqs:SendMessage', 'Lambda gives an asynchronous call up after three minutes'],
  ['CustomCDKBucketDeployment', '', 'the function that CDK brings is not run here; the engine copies the pages itself'],
];

const laptop = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

/** Where a fault is injected while the roles are exercised. */
interface Faults {
  /** PersistOrder's invocations fail for good, so that there is an execution to redrive. */
  persistenceFails: boolean;
  /** The answer to the next update is lost, so that persist-order has to look what it did. */
  answerIsLost: boolean;
}

/** Uses everything that the roles may do: both paths, a duplicate, a failed execution that is redriven, each read. Ends at
 * the first refusal. */
const exercise = async (shop: Shop, faults: Faults, refusals: readonly string[]): Promise<void> => {
  const token = await shop.token(shopper);
  await shop.send('GET', 'products', {});
  faults.persistenceFails = true;
  const failing = await shop.order(laptop, { 'idempotency-key': 'fails-first' });
  const orderId = String(failing.body.orderId);
  await shop.send('GET', `orders/${orderId}`, { token });
  await shop.send('GET', 'orders', { token });
  const ended = (status: string) => async () =>
    refusals.length > 0 ||
    (await shop.executions()).some((execution) => execution.name === orderId && execution.status === status);
  await until('the execution has failed', ended('FAILED'), 10);
  if (refusals.length > 0) return;
  faults.persistenceFails = false;
  faults.answerIsLost = true;
  await shop.order(laptop, { 'idempotency-key': 'fails-first' });
  await until('the execution was redriven', ended('SUCCEEDED'), 10);
  await confirmTwice(shop, orderId, refusals);
  if (refusals.length === 0) await exerciseSupport(shop, faults, refusals, orderId);
};

/** The confirmation is sent, and a duplicate of its message is looked at and taken off the queue. */
const confirmTwice = async ({ engine, clients, record }: Shop, orderId: string, refusals: readonly string[]) => {
  const isSent = async () => refusals.length > 0 || (await record(orderId))?.confirmationSentAt !== undefined;
  await until('the confirmation is sent', isSent, 10);
  const QueueUrl = outputOf(engine, 'EmailQueueUrl');
  const MessageBody = JSON.stringify({ eventType: 'OrderProcessed', orderId });
  await clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const isEmpty = async () => {
    const AttributeNames: QueueAttributeName[] = [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
    ];
    const { Attributes = {} } = await clients.queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return refusals.length > 0 || Object.values(Attributes).every((count) => count === '0');
  };
  await until('the duplicate is done with', isEmpty, 10);
};

/** `ending`: the refusals that end the run, by default any. */
const run = async (assembly: string, refusals: string[], ending: readonly string[] = refusals): Promise<void> => {
  const faults: Faults = { persistenceFails: false, answerIsLost: false };
  const intercept: Interceptor = ({ service, operation, input, caller }) => {
    const { FunctionName } = input as { FunctionName?: string };
    if (
      faults.persistenceFails &&
      service === 'lambda' &&
      caller.kind === 'role' &&
      /Persist/i.test(FunctionName ?? '')
    ) {
      throw new AwsError('InvalidParameterValueException', 'injected: not retried');
    }
    if (!faults.answerIsLost || operation !== 'UpdateItem') return;
    faults.answerIsLost = false;
    return () => {
      throw new AwsError('InternalServerError', 'injected: it happened, its answer is lost', 500);
    };
  };
  const onLog = (source: string, line: string): void => {
    if (source === 'engine' && line.startsWith('AccessDenied')) refusals.push(line);
  };
  const shop = await startShop({ assembly, intercept, onLog });
  try {
    await exercise(shop, faults, ending);
  } finally {
    await shop.engine.dispose();
  }
};

const isLogging = ({ action }: Grant): boolean => action === 'logs:CreateLogStream' || action === 'logs:PutLogEvents';

const nameOf = ({ logicalId, action }: Grant): string => `${action} of ${logicalId}`;

describe('least privilege', () => {
  const grants = grantsOf(readTemplate(inject('assembly')));
  const exercised = grants.filter(
    ({ action, logicalId }) =>
      notExercised[action] === undefined &&
      !grantsNotExercised.some(([policy, name]) => logicalId.startsWith(policy) && action.startsWith(name)),
  );
  // Every function has these two, and goes on without them: one run for all.
  const [logging, working] = [exercised.filter(isLogging), exercised.filter((grant) => !isLogging(grant))];

  it('a run with all permissions is refused nothing', async () => {
    const refusals: string[] = [];
    await run(inject('assembly'), refusals);
    expect(refusals).toEqual([]);
  });

  it.each(['logs:CreateLogStream', 'logs:PutLogEvents'])(
    'without %s no function can log, which is refused and stops no order',
    async (action) => {
      const revoked = logging.filter((grant) => grant.action === action);
      const assembly = changedAssembly(inject('assembly'), (template) => {
        for (const grant of revoked) revoke(template, grant);
      });
      const refusals: string[] = [];
      await run(assembly, refusals, []);
      rmSync(assembly, { recursive: true, force: true });
      const refused = refusals.filter((line) => line.includes(`not authorized to perform: ${action} `));
      const roles = new Set(refused.map((line) => /assumed-role\/([^/]+)\//.exec(line)?.[1]));
      expect(refused).toHaveLength(refusals.length);
      expect(roles.size).toBeGreaterThanOrEqual(5);
      expect(revoked.length).toBeGreaterThanOrEqual(roles.size);
    },
  );

  it.each(working.map((grant) => [nameOf(grant), grant] as const))(
    'without %s, the call is refused',
    async (_name, grant) => {
      const assembly = changedAssembly(inject('assembly'), (template) => revoke(template, grant));
      const refusals: string[] = [];
      // Where the run cannot go on without the permission, it ends early; the refusal is what counts.
      await run(assembly, refusals).catch(() => {});
      rmSync(assembly, { recursive: true, force: true });
      expect(refusals.some((line) => line.includes(`not authorized to perform: ${grant.action} `))).toBe(true);
    },
  );

  it('every statement is exercised here or listed with its reason', () => {
    expect(exercised.filter(({ action }) => action.includes('*')).map(nameOf)).toEqual([]);
    expect(working.length).toBeGreaterThan(40);
    expect(logging.length).toBeGreaterThan(20);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emulatedOperations } from '../../scripts/coverage.ts';
import { sdkClients } from '../../scripts/sdk-clients.ts';
import { clientSettings, startTestEngine, until } from '../../src/testing/engine.ts';
import { inboxOf } from '../../src/testing/inbox.ts';
import type { Answers, Call, Tools } from './calls/call.ts';
import { eventsCalls, lambdaCalls, pipesCalls, statesCalls } from './calls/compute.ts';
import { apiGatewayCalls, cloudFormationCalls, dynamoDbCalls, logsCalls, s3Calls, stsCalls } from './calls/data.ts';
import { kmsCalls, secretsCalls } from './calls/keys.ts';
import { snsCalls, sqsCalls } from './calls/messaging.ts';
import { cognitoCalls, sesCalls } from './calls/people.ts';
import { type AnyClient, captureAnswers } from './capture.ts';
import { errorLosses, lossesOf, type WireProtocol } from './oracle.ts';
import { assembly } from './template.ts';

/** By service, in an order in which what one makes the next may need. */
const CALLS: Readonly<Record<string, readonly Call[]>> = {
  sts: stsCalls,
  cloudformation: cloudFormationCalls,
  apigateway: apiGatewayCalls,
  secretsmanager: secretsCalls,
  kms: kmsCalls,
  sqs: sqsCalls,
  sns: snsCalls,
  dynamodb: dynamoDbCalls,
  s3: s3Calls,
  logs: logsCalls,
  lambda: lambdaCalls,
  events: eventsCalls,
  pipes: pipesCalls,
  states: statesCalls,
  'cognito-idp': cognitoCalls,
  ses: sesCalls,
};

/** Errors that every service has, and its model therefore not always.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html */
const COMMON: ReadonlySet<string> = new Set([
  'InvalidParameterValueException',
  'SerializationException',
  'ValidationError',
  'ValidationException',
]);

/** Calls that the engine does not have, one a service. */
const UNKNOWN: Readonly<Record<string, readonly [operation: string, input: object]>> = {
  sts: ['GetSessionToken', {}],
  cloudformation: ['ListStacks', {}],
  apigateway: ['GetUsagePlans', {}],
  kms: ['ListRetirableGrants', { RetiringPrincipal: 'arn:aws:iam::000000000000:role/x' }],
  secretsmanager: ['ListSecretVersionIds', { SecretId: 'schemas-secret' }],
  sqs: ['AddPermission', { QueueUrl: 'http://x/q', Label: 'l', AWSAccountIds: ['1'], Actions: ['*'] }],
  sns: ['ListPhoneNumbersOptedOut', {}],
  dynamodb: ['ListBackups', {}],
  s3: ['GetBucketAcl', { Bucket: 'schemas-files' }],
  logs: ['DescribeQueries', {}],
  lambda: ['GetAccountSettings', {}],
  events: ['ListEventBuses', {}],
  pipes: ['ListTagsForResource', { resourceArn: 'arn:x' }],
  states: ['ListActivities', {}],
  'cognito-idp': ['ListIdentityProviders', { UserPoolId: 'x' }],
  ses: ['ListContactLists', {}],
};

// biome-ignore lint/suspicious/noExplicitAny: what a client publishes is looked at by name.
type Published = Record<string, any>;

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let emulated: Awaited<ReturnType<typeof emulatedOperations>>;
beforeAll(async () => {
  engine = await startTestEngine({ assembly: assembly() });
  emulated = await emulatedOperations();
});
afterAll(() => engine?.dispose());

const open = async (service: string) => {
  const published = (await sdkClients[service]?.()) as Published;
  const [, Client] = Object.entries(published).find(([name]) => name.endsWith('Client') && name !== '__Client') ?? [];
  const client = new Client({ ...clientSettings(engine), maxAttempts: 1, forcePathStyle: true }) as AnyClient;
  const wire = captureAnswers(client);
  const send = (operation: string, input: object) => client.send(new published[`${operation}Command`](input));
  const errors = Object.values(published).filter((value) => Array.isArray(value) && value[0] === -3);
  return { client, wire, send, errors, outputOf: (operation: string) => published[`${operation}$`][5]() };
};

const toolsOf = (again: Tools['again']): Tools => {
  let last = '';
  return {
    again,
    mailTo: async (address) => {
      const [mail] = await inboxOf(engine).mails(address);
      return mail?.text ?? '';
    },
    token: async (same) => {
      if (same) return last;
      const QueueUrl = `${engine.awsOrigin}/000000000000/tokens`;
      const { Messages } = await engine.call<{ Messages?: { Body: string }[] }>('sqs', 'ReceiveMessage', {
        QueueUrl,
        WaitTimeSeconds: 10,
      });
      last = Messages?.[0]?.Body ?? '';
      return last;
    },
    settled: async (executionArn, status) => {
      await until(`${executionArn} is ${status}`, async () => {
        const found = await engine.call<{ status: string }>('states', 'DescribeExecution', { executionArn });
        return found.status === status;
      });
    },
  };
};

const inputOf = async (input: Call['input'], answers: Answers, tools: Tools): Promise<object> =>
  typeof input === 'function' ? await input(answers, tools) : input;

describe.each(Object.keys(CALLS))('the schemas that the SDK publishes of %s', (service) => {
  const calls = CALLS[service] ?? [];

  it('know each answer and each error of each operation, and nothing is lost', async () => {
    const { client, wire, send, errors, outputOf } = await open(service);
    const protocol = emulated.get(service)?.protocol as WireProtocol;
    const answers: Record<string, object> = {};
    const tools = toolsOf(send);
    const losses: string[] = [];
    const refuse = async ({ operation, refused }: Call): Promise<void> => {
      if (!refused) return;
      const outcome = await send(operation, await inputOf(refused, answers, tools)).catch((error: Error) => error);
      if (!(outcome instanceof Error)) losses.push(`${operation} was not refused`);
      else losses.push(...errorLosses(protocol, errors, wire(), COMMON).map((loss) => `${operation}: ${loss}`));
    };
    for (const each of calls) {
      const { operation } = each;
      const answer = await send(operation, await inputOf(each.input, answers, tools)).catch((error: Error) => error);
      if (answer instanceof Error) losses.push(`${operation}: ${answer.name}: ${answer.message}`);
      else losses.push(...lossesOf(protocol, operation, outputOf(operation), wire(), answer));
      answers[operation] = answer;
      await refuse(each);
    }
    client.destroy();
    expect(losses, losses.join('\n')).toEqual([]);
  });

  it('were asked about every operation that the engine has', () => {
    const called = new Set(calls.map(({ operation }) => operation));
    expect([...called].toSorted()).toEqual(emulated.get(service)?.operations.toSorted());
  });

  it('have an operation that the engine has not, which it refuses so that the client reads why', async () => {
    const { client, send } = await open(service);
    const [operation = '', input = {}] = UNKNOWN[service] ?? [];
    const refusal = await send(operation, input).catch((error: Error) => error);
    client.destroy();
    expect(refusal).toMatchObject({
      name: expect.stringMatching(/^(UnknownOperationException|InvalidAction|NotImplemented)$/),
      message: expect.stringContaining('not emulated'),
    });
  });
});

it('every service of the engine was asked about', () => {
  expect(Object.keys(CALLS).toSorted()).toEqual([...emulated.keys()].toSorted());
});

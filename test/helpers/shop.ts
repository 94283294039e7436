import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { type HistoryEvent, paginateGetExecutionHistory, paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { EngineOptions, Interceptor, RunningEngine } from 'local-aws';
import { signIn } from 'local-aws/client';
import { clientSettings, startTestEngine, until } from 'local-aws/testing';
import { inject } from 'vitest';
import { executionArnOf } from '../../lambdas/adapters/execution-arn.ts';
import { readyMadePeople } from '../../local/people.ts';
import { seedPeople } from '../../local/seed-people.ts';
import { holdAnswer, holdEvents } from './contract/contract.ts';

/** What the API answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** A person of the user pool. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

const accountOf = (email: string): Account => {
  const found = readyMadePeople.find((person) => person.email === email);
  if (!found) throw new Error(`${email} is no ready-made person`);
  return found;
};
export const shopper = accountOf('shopper@example.com');
export const support = accountOf('support@example.com');
export const viewer = accountOf('viewer@example.com');

const clientsOf = (engine: RunningEngine) => {
  const settings = clientSettings(engine);
  return {
    workflow: new SFNClient(settings),
    queues: new SQSClient(settings),
    topics: new SNSClient(settings),
    mails: new SESv2Client(settings),
    tables: DynamoDBDocumentClient.from(new DynamoDBClient(settings)),
  };
};

/** Looks at announcements before a fault may come in between. */
const holdingEvents =
  (then: Interceptor | undefined): Interceptor =>
  (call) => {
    holdEvents(call);
    return then?.(call);
  };

/** The whole shop on a fresh engine, from the template, with the ready-made people. What it answers and announces is held
 * against the contract. */
export const startShop = async (options: Partial<EngineOptions> = {}) => {
  const engine = await startTestEngine({
    assembly: inject('assembly'),
    ...options,
    intercept: holdingEvents(options.intercept),
  });
  await seedPeople(engine, outputOf(engine, 'UserPoolId'), readyMadePeople);
  return openShop(engine);
};

/** The output of the stack; throws where the template has none of that name. */
export const outputOf = (engine: Pick<RunningEngine, 'outputs'>, name: string): string => {
  const value = engine.outputs[name];
  if (value === undefined) throw new Error(`the stack has no output ${name}`);
  return value;
};

export const openShop = <E extends RunningEngine>(engine: E) => {
  const clients = clientsOf(engine);
  const api = outputOf(engine, 'ApiUrl').replace('localhost', '127.0.0.1');
  const tokens = new Map<string, Promise<string>>();

  const token = (account: Account): Promise<string> => {
    const known = tokens.get(account.email);
    if (known) return known;
    const signedIn = signIn({
      loginOrigin: outputOf(engine, 'LoginUrl'),
      clientId: outputOf(engine, 'UserPoolClientId'),
      redirectUri: outputOf(engine, 'SiteUrl'),
      ...account,
    }).then(({ idToken }) => idToken);
    tokens.set(account.email, signedIn);
    return signedIn;
  };

  const send = async (
    method: string,
    path: string,
    init: { token?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<ApiAnswer> => {
    const authorization = init.token === undefined ? {} : { authorization: `Bearer ${init.token}` };
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { ...authorization, ...init.headers },
      ...(init.body !== undefined && { body: init.body }),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    holdAnswer(response.url, { method, status: response.status, contentType, text });
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
  };

  const order = async (
    body: unknown,
    headers: Record<string, string> = {},
    account: Account = shopper,
  ): Promise<ApiAnswer> =>
    send('POST', 'orders', {
      token: await token(account),
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  const record = async (orderId: string): Promise<Record<string, unknown> | undefined> =>
    (await clients.tables.send(new GetCommand({ TableName: 'Orders', Key: { orderId }, ConsistentRead: true }))).Item;

  const mail = async (orderId: string, occasion = 'OrderProcessed'): Promise<Record<string, unknown> | undefined> => {
    const get = { TableName: 'Confirmations', Key: { orderId, occasion }, ConsistentRead: true };
    return (await clients.tables.send(new GetCommand(get))).Item;
  };

  const records = async (): Promise<Record<string, unknown>[]> => {
    const found: Record<string, unknown>[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await clients.tables.send(new ScanCommand({ TableName: 'Orders', ExclusiveStartKey: start }));
      found.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return found;
  };

  const executions = async () => {
    const found = [];
    const pages = paginateListExecutions(
      { client: clients.workflow },
      { stateMachineArn: outputOf(engine, 'StateMachineArn') },
    );
    for await (const page of pages) found.push(...(page.executions ?? []));
    return found;
  };

  const history = async (orderId: string): Promise<HistoryEvent[]> => {
    const executionArn = executionArnOf(outputOf(engine, 'StateMachineArn'), orderId);
    const events: HistoryEvent[] = [];
    for await (const page of paginateGetExecutionHistory({ client: clients.workflow }, { executionArn })) {
      events.push(...(page.events ?? []));
    }
    return events;
  };

  const settled = (orderId: string, seconds = 20): Promise<Record<string, unknown>> =>
    until(
      `order ${orderId} is settled`,
      async () => {
        const found = await record(orderId);
        return found && found.status !== 'Received' ? found : undefined;
      },
      seconds,
    );

  return { engine, clients, token, send, order, record, mail, records, executions, history, settled };
};

export type Shop = Awaited<ReturnType<typeof startShop>>;

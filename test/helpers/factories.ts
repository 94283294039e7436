import { createHash } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ProductCatalogue } from '../../lambdas/core/catalogue/ports.ts';
import {
  type DecidedRecord,
  decidedRecordSchema,
  type Order,
  type OrderRecord,
  orderRecordSchema,
  questionOf,
  type ReceivedRecord,
} from '../../lambdas/core/contract/order.ts';
import type { Product } from '../../lambdas/core/contract/product.ts';
import { isOpen } from '../../lambdas/core/contract/status.ts';
import type { OrderMessage } from '../../lambdas/core/order/messages.ts';
import type { OrderEvent } from '../../lambdas/core/order/order-event.ts';
import { deriveOrderId, type Sha256 } from '../../lambdas/core/order/order-id.ts';
import type {
  CustomerOrders,
  EnqueueOutcome,
  ExecutionState,
  OrderEvents,
  OrderQueue,
  OrderStore,
  OrderWorkflow,
  OutcomeStore,
} from '../../lambdas/core/order/ports.ts';
import type { Patience } from '../../lambdas/core/shared/back-off.ts';
import { createLogger, type Logger } from '../../lambdas/runtime/logger.ts';

/** The hash that production uses too. */
export const sha256: Sha256 = (text) => createHash('sha256').update(text).digest();

/** The customer that every factory means unless told otherwise. */
export const CUSTOMER_ID = '6f0c3c9e-2f3d-4f8e-9b57-1d2b3c4d5e6f';

/** An id that was given to CUSTOMER_ID. */
export const anOrderId = (key = 'a-key', customerId = CUSTOMER_ID): string =>
  deriveOrderId(sha256, customerId, key, 'a body');

/** A product that can be had. */
export const aProduct = (changes: Partial<Product> = {}): Product => ({
  product: 'Laptop',
  name: 'Laptop 14"',
  description: 'A light laptop.',
  unitPriceCents: 129_900,
  currency: 'EUR',
  maxPerOrder: 5,
  available: true,
  ...changes,
});

/** What submit-order enqueues for one Laptop. */
export const aMessage = (changes: Partial<OrderMessage> = {}): OrderMessage => ({
  orderId: anOrderId(),
  customerId: CUSTOMER_ID,
  customerName: 'John Doe',
  email: 'john@example.com',
  items: [{ product: 'Laptop', quantity: 1 }],
  timestamp: '2025-11-03T12:47:44Z',
  ...changes,
});

/** The input of an execution for one Laptop. */
export const anOrder = (changes: Partial<Order> = {}): Order => ({
  ...aMessage(),
  product: 'Laptop',
  quantity: 1,
  ...changes,
});

/** A record that waits for its workflow. */
export const aReceivedRecord = (changes: Partial<Order> = {}): ReceivedRecord => ({
  ...anOrder(changes),
  status: 'Received',
});

/** A record of an order that went well. */
export const aProcessedRecord = (changes: Partial<Order> = {}): DecidedRecord & { status: 'Processed' } => ({
  ...anOrder(changes),
  items: [{ product: 'Laptop', name: 'Laptop 14"', quantity: 1, unitPriceCents: 129_900 }],
  totalCents: 129_900,
  currency: 'EUR',
  status: 'Processed',
  processedAt: '2025-11-03T12:47:45Z',
});

/** A record of an order that breaks a rule. */
export const aRejectedRecord = (reasons = ['Out of stock.']): DecidedRecord & { status: 'Rejected' } => ({
  ...anOrder(),
  reasons,
  status: 'Rejected',
  processedAt: '2025-11-03T12:47:45Z',
});

/** A queue that keeps what it is given, or whose every send ends as told. */
export const fakeQueue = (outcome: EnqueueOutcome = { enqueued: true }) => {
  const messages: OrderMessage[] = [];
  const queue: OrderQueue = {
    enqueue: async (message) => {
      if (outcome.enqueued) messages.push(message);
      return outcome;
    },
  };
  return { ...queue, messages };
};

/** A store of records that keeps the real one's conditions. */
export const fakeOrderStore = (...initial: OrderRecord[]) => {
  const records = new Map(initial.map((record) => [record.orderId, record]));
  const store: OrderStore & OutcomeStore = {
    putReceived: async (record) => {
      if (records.has(record.orderId)) return 'exists';
      records.set(record.orderId, record);
      return 'created';
    },
    get: async (orderId) => records.get(orderId),
    recordOutcome: async ({ status, order }, processedAt) => {
      const stored = records.get(order.orderId);
      if (!stored || !isOpen(stored.status)) return 'not-open';
      const question = questionOf(stored);
      if ('unanswered' in order && order.unanswered && question?.answer) return 'not-open';
      if (status === 'Processed' && question?.answer?.kind === 'cancelled') return 'not-open';
      const record = { ...stored, ...order, status, processedAt };
      records.set(order.orderId, orderRecordSchema.parse(record));
      return decidedRecordSchema.parse(record);
    },
  };
  return { ...store, records };
};

/** Lists over a fixed set of records, newest first; `requests` counts the calls. */
export const fakeCustomerOrders = (records: readonly OrderRecord[]) => {
  const key = ({ timestamp, orderId }: { timestamp: string; orderId: string }) => `${timestamp} ${orderId}`;
  const requests: number[] = [];
  const orders: CustomerOrders = {
    page: async (customerId, limit, after) => {
      requests.push(limit);
      return records
        .filter((record) => record.customerId === customerId && (!after || key(record) < key(after)))
        .toSorted((a, b) => (key(a) < key(b) ? 1 : -1))
        .slice(0, limit)
        .map((record) => ({ position: { timestamp: record.timestamp, orderId: record.orderId }, record }));
    },
  };
  return { ...orders, requests };
};

/** A catalogue of these products. */
export const fakeCatalogue = (...products: Product[]): ProductCatalogue => ({
  find: async (keys) => products.filter(({ product }) => keys.includes(product)),
  all: async () => ({ products, unreadable: [] }),
});

/** One execution of the fake workflow. */
export interface FakeExecution {
  input: string;
  state: ExecutionState;
  tokens: Set<string>;
  redrivable: boolean;
}

/** A workflow that keeps the rules of Step Functions on names, closed executions and client tokens. */
export const fakeWorkflow = () => {
  const executions = new Map<string, FakeExecution>();
  const calls: string[] = [];
  const find = (orderId: string): FakeExecution => {
    const execution = executions.get(orderId);
    if (!execution) throw new Error(`ExecutionDoesNotExist: ${orderId}`);
    return execution;
  };
  const workflow: OrderWorkflow = {
    start: async (orderId, input) => {
      calls.push('start');
      const existing = executions.get(orderId);
      if (existing?.state.status === 'RUNNING' && existing.input === input) return 'started';
      if (existing) return 'already-exists';
      const state: ExecutionState = { status: 'RUNNING', redriveCount: 0 };
      executions.set(orderId, { input, state, tokens: new Set(), redrivable: true });
      return 'started';
    },
    describe: async (orderId) => {
      calls.push('describe');
      return { ...find(orderId).state };
    },
    redrive: async (orderId, clientToken) => {
      calls.push('redrive');
      const execution = find(orderId);
      if (execution.tokens.has(clientToken)) return 'redriven';
      const failed = execution.state.status === 'FAILED' || execution.state.status === 'TIMED_OUT';
      if (!failed || !execution.redrivable) return 'not-redrivable';
      execution.tokens.add(clientToken);
      execution.state = { status: 'RUNNING', redriveCount: execution.state.redriveCount + 1 };
      return 'redriven';
    },
  };
  /** Ends an execution, or has it that it began long ago. */
  const set = (orderId: string, status: ExecutionState['status'], redrivable = true): void => {
    const execution = executions.get(orderId) ?? {
      input: 'another start',
      state: { status, redriveCount: 0 },
      tokens: new Set<string>(),
      redrivable,
    };
    executions.set(orderId, { ...execution, redrivable, state: { ...execution.state, status } });
  };
  return { ...workflow, executions, calls, set };
};

/** Announcements, kept. */
export const fakeOrderEvents = () => {
  const published: { event: OrderEvent; text: { subject: string; body: string } }[] = [];
  const events: OrderEvents = {
    publish: async (event, text) => {
      published.push({ event, text });
    },
  };
  return { ...events, published };
};

/** Patience whose clock only sleeping moves; chance is always the worst. */
export const fakePatience = (budgetMs = 30_000): Patience & { slept: number[] } => {
  const slept: number[] = [];
  return {
    slept,
    remainingMs: () => budgetMs - slept.reduce((total, ms) => total + ms, 0),
    sleep: async (ms) => {
      slept.push(ms);
    },
    random: () => 1,
  };
};

/** A logger whose lines can be looked at, parsed. */
export const memoryLogger = (): Logger & { lines: Record<string, unknown>[] } => {
  const lines: Record<string, unknown>[] = [];
  return { ...createLogger({}, (line) => lines.push(JSON.parse(line))), lines };
};

/** A time that stands still. */
export const fixedClock =
  (moment = '2025-11-03T12:47:44.567Z') =>
  () =>
    new Date(moment);

/** What differs between two requests. */
export interface RequestOptions {
  body?: string | null;
  headers?: Record<string, string>;
  claims?: Record<string, unknown>;
  orderId?: string;
  cursor?: string;
  /** `GET /orders` unless told. */
  route?: `${string} ${string}`;
  query?: Record<string, string>;
  base64?: boolean;
}

/** The claims of a signed-in shopper, as the REST API's Cognito authorizer passes them. */
export const shopperClaims = { sub: CUSTOMER_ID, email: 'john@example.com', email_verified: 'true' };

/** A request as API Gateway's proxy integration hands it to a function. */
export const anApiEvent = (options: RequestOptions = {}): APIGatewayProxyEvent => {
  const [httpMethod = '', resource = ''] = (options.route ?? 'GET /orders').split(' ');
  const query = { ...options.query, ...(options.cursor !== undefined && { cursor: options.cursor }) };
  return {
    body: options.body ?? null,
    headers: options.headers ?? {},
    multiValueHeaders: {},
    httpMethod,
    isBase64Encoded: options.base64 ?? false,
    path: '/orders',
    pathParameters: options.orderId === undefined ? null : { orderId: options.orderId },
    queryStringParameters: Object.keys(query).length === 0 ? null : query,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    resource,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      authorizer: { claims: options.claims ?? shopperClaims },
      protocol: 'HTTP/1.1',
      httpMethod: 'GET',
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: null,
        userArn: null,
      },
      path: '/api/orders',
      stage: 'api',
      requestId: 'api-request-1',
      requestTimeEpoch: 0,
      resourceId: 'orders',
      resourcePath: '/orders',
    },
  };
};

/** The context of a call, with as much time left as told. */
export const aContext = (remainingMs = 30_000) => ({
  awsRequestId: 'lambda-request-1',
  getRemainingTimeInMillis: () => remainingMs,
});

import { PublishCommand } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { AwsError, type Interceptor } from 'local-aws';
import { inboxOf, until } from 'local-aws/testing';
import { type Account, outputOf, type Shop, shopper, support } from '../helpers/shop.ts';

/** What a walk has: the shop, a wait that ends at once where the engine refused something, and what may be injected into calls. */
export interface Ground {
  readonly shop: Shop;
  patiently<T>(what: string, probe: () => Promise<T | undefined | false>): Promise<T>;
  intercept(interceptor: Interceptor): void;
}

type WalkBy = (ground: Ground) => Promise<void>;

const LAPTOP = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

const expected = (what: string, wanted: unknown, found: unknown, more: unknown = ''): void => {
  if (wanted !== found) throw new Error(`${what} is ${String(found)}, not ${String(wanted)} ${JSON.stringify(more)}`);
};

const fetched = async (shop: Shop, path: string) => {
  const answer = await fetch(new URL(path, shop.engine.siteOrigin.replace('localhost', '127.0.0.1')));
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

const placed = async (shop: Shop, body: object = LAPTOP): Promise<string> => {
  const answer = await shop.order(body);
  expected('POST orders', 202, answer.status, answer.body);
  return String(answer.body.orderId);
};

/** What a person reads of an order, once it has a status. */
const reaches = ({ shop, patiently }: Ground, orderId: string, status: string) =>
  patiently(`${orderId} is ${status}`, async () => {
    const found = await shop.record(orderId);
    if (found?.status === status) return found;
    const failed = (await shop.history(orderId).catch(() => [])).find(({ type }) => type === 'ExecutionFailed');
    if (failed) throw new Error(`the execution failed: ${JSON.stringify(failed.executionFailedEventDetails)}`);
    return undefined;
  });

const read = async (shop: Shop, path: string, account: Account = shopper) => {
  const answer = await shop.send('GET', path, { token: await shop.token(account) });
  expected(`GET ${path}`, 200, answer.status, answer.body);
  return answer.body;
};

/** An order from the products to the word that its mail was delivered. */
const order: WalkBy = async (ground) => {
  const { shop, patiently } = ground;
  const products = await shop.send('GET', 'products', {});
  expected('GET products', 200, products.status, products.body);
  const stranger = await shop
    .send('GET', 'orders', {})
    .catch((error: unknown) => ({ status: String(error), body: {} }));
  expected('GET orders without a token', 401, stranger.status, stranger.body);
  const orderId = await placed(shop);
  await reaches(ground, orderId, 'Processed');
  const inbox = inboxOf(shop.engine);
  await patiently('the mail is in the inbox', async () => (await inbox.about(orderId))[0]);
  await patiently('its delivery is noted', async () => (await shop.mail(orderId))?.outcome === 'delivered');
  await read(shop, `orders/${orderId}`);
  expected('the list of orders', 1, ((await read(shop, 'orders')).orders as unknown[] | undefined)?.length);
};

/** The pages: the document at its address and at those of views, with its headers, and what it loads. */
const pages: WalkBy = async ({ shop }) => {
  for (const path of ['/', '/orders']) {
    const { status, text, headers } = await fetched(shop, path);
    expected(`GET ${path}`, 200, status, text.slice(0, 300));
    expected('its type', 'text/html', headers.get('content-type')?.split(';')[0]);
    if (!headers.get('content-security-policy')?.includes("default-src 'none'"))
      throw new Error('there is no policy of content');
    const script = /src="(\/assets\/[^"]+)"/.exec(text)?.[1] ?? '';
    expected(`GET ${script}`, 200, (await fetched(shop, script)).status);
  }
  const config = await fetched(shop, '/config.json');
  expected('GET /config.json', 200, config.status);
  expected('its client', outputOf(shop.engine, 'UserPoolClientId'), JSON.parse(config.text).clientId);
};

/** An execution that fails is told to operations and kept for support. */
const failure: WalkBy = async ({ shop, patiently, intercept }) => {
  let told: string | undefined;
  intercept(({ service, operation, input, caller }) => {
    const { FunctionName = '', TopicArn } = input as { FunctionName?: string; TopicArn?: string };
    if (service === 'lambda' && caller.kind === 'role' && /PersistOrder/.test(FunctionName)) {
      throw new AwsError('InvalidParameterValueException', 'injected: not retried');
    }
    if (operation !== 'Publish' || TopicArn !== outputOf(shop.engine, 'OperationsTopicArn')) return;
    return () => {
      told = JSON.stringify(input);
    };
  });
  const orderId = await placed(shop);
  await patiently('operations are told of it', async () => told?.includes(orderId));
};

const firstIn = async (shop: Shop, output: string) => {
  const QueueUrl = outputOf(shop.engine, output);
  const { Messages = [] } = await shop.clients.queues.send(new ReceiveMessageCommand({ QueueUrl }));
  return Messages[0];
};

/** A message that cannot be handled ends in the dead-letter queue of the queues of orders and of mails. */
const poison: WalkBy = async (ground) => {
  const { shop, patiently } = ground;
  const { queues } = shop.clients;
  const impatient = async (output: string): Promise<string> => {
    const QueueUrl = outputOf(shop.engine, output);
    const { Attributes } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    if (!Attributes?.RedrivePolicy) throw new Error(`${output} has no RedrivePolicy`);
    const RedrivePolicy = JSON.stringify({ ...JSON.parse(Attributes.RedrivePolicy), maxReceiveCount: 1 });
    await queues.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '1', RedrivePolicy } }),
    );
    return QueueUrl;
  };
  const [orders, mails] = [await impatient('OrderQueueUrl'), await impatient('EmailQueueUrl')];
  // Who polls already, polls as the queue was before; an order wakes them all.
  await reaches(ground, await placed(shop), 'Processed');
  await patiently('its mail is sent', async () => (await inboxOf(shop.engine).mails())[0]);
  for (const QueueUrl of [orders, mails])
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no order' }));
  for (const output of ['OrderDeadLetterQueueUrl', 'EmailDeadLetterQueueUrl']) {
    await patiently(`the message is in ${output}`, () => firstIn(shop, output));
  }
};

/** What a topic and rules may not deliver ends in their dead-letter queues. */
const undelivered: WalkBy = async (ground) => {
  const { shop, patiently, intercept } = ground;
  const { queues, topics } = shop.clients;
  const { QueueUrls = [] } = await queues.send(new ListQueuesCommand({}));
  const keeps = (queue: string) => async () => {
    const QueueUrl = QueueUrls.find((url) => url.includes(queue));
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl }));
    return Messages[0];
  };
  intercept(({ service, operation, input, caller }) => {
    const { QueueUrl = '', FunctionName = '' } = input as { QueueUrl?: string; FunctionName?: string };
    if (service === 'lambda' && caller.kind === 'role' && /PersistOrder/.test(FunctionName)) {
      if (fails) throw new AwsError('InvalidParameterValueException', 'injected: not retried');
    }
    const barred =
      operation === 'SendMessage'
        ? /-(EmailQueue|MailOutcomes)-/.test(QueueUrl) && barring
        : /NotifyOperations/.test(FunctionName);
    if (barred && caller.kind === 'service') throw new AwsError('AccessDenied', 'injected: may not be delivered', 403);
  });
  let [fails, barring] = [false, false];
  const orderId = await placed(shop);
  await reaches(ground, orderId, 'Processed');
  // The announcement is in the queue of mails by now, or on its way there; its mail is what the first rule tells of.
  await patiently('the mail is in the inbox', async () => (await inboxOf(shop.engine).about(orderId))[0]);
  [fails, barring] = [true, true];
  await patiently('the rule of mails keeps it', keeps('MailOutcomesDeadLetters'));
  await placed(shop);
  await patiently('the rule of executions keeps it', keeps('OperationsAlertsDeadLetters'));
  const MessageAttributes = { eventType: { DataType: 'String', StringValue: 'OrderProcessed' } };
  const TopicArn = outputOf(shop.engine, 'OrderEventsTopicArn');
  await topics.send(new PublishCommand({ TopicArn, Message: '{}', MessageAttributes }));
  await patiently('the subscription keeps it', keeps('SubscriptionDeadLetters'));
};

/** The API by the distribution: as `npm start` gives it to a browser. */
const edge: WalkBy = async ({ shop }) => {
  const origin = shop.engine.siteOrigin.replace('localhost', '127.0.0.1');
  const token = await shop.token(shopper);
  const call = async (method: string, path: string, body?: string) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${origin}${path}`, { method, headers, ...(body !== undefined && { body }) });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return {
      what: `${method} ${path}`,
      status: isJson ? answer.status : `${answer.status} ${text.slice(0, 60)}`,
      text,
    };
  };
  for (const [wanted, { what, status, text }] of [
    [200, await call('GET', '/api/products')],
    [200, await call('GET', '/api/orders')],
    [202, await call('POST', '/api/orders', JSON.stringify(LAPTOP))],
  ] as const) {
    expected(what, wanted, status, text);
  }
};

/** Two people ask the same by the distribution, and each gets what is theirs. */
const strangers: WalkBy = async (ground) => {
  const { shop } = ground;
  const origin = shop.engine.siteOrigin.replace('localhost', '127.0.0.1');
  await reaches(ground, await placed(shop), 'Processed');
  const tokens = { shopper: await shop.token(shopper), support: await shop.token(support) };
  const orders = async (token: string): Promise<unknown[]> => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${origin}/api/orders`, { headers });
    return ((await answer.json()) as { orders?: unknown[] }).orders ?? [];
  };
  expected('what the shopper sees', 1, (await orders(tokens.shopper)).length);
  const others = await orders(tokens.support);
  if (others.length > 0) throw new Error(`support sees another one's answer: ${JSON.stringify(others)}`);
};

/** A customer who is asked answers. */
const question: WalkBy = async (ground) => {
  const { shop } = ground;
  const orderId = await placed(shop, { ...LAPTOP, expectedTotalCents: 1 });
  const { question: asked } = await reaches(ground, orderId, 'AwaitingCustomer');
  const answer = await shop.send('POST', `orders/${orderId}/answer`, {
    token: await shop.token(shopper),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ questionId: (asked as { id: string }).id, answer: 'accept' }),
  });
  expected('POST answer', 202, answer.status, answer.body);
  await reaches(ground, orderId, 'Processed');
};

/** A customer cancels. */
const cancellation: WalkBy = async (ground) => {
  const { shop } = ground;
  const orderId = await placed(shop);
  await reaches(ground, orderId, 'Processed');
  const token = await shop.token(shopper);
  const answer = await shop.send('POST', `orders/${orderId}/cancel`, {
    token,
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expected('POST cancel', 202, answer.status, answer.body);
  await reaches(ground, orderId, 'Cancelled');
};

/** Support finds an order and sees how it ran. */
const desk: WalkBy = async (ground) => {
  const orderId = await placed(ground.shop);
  await reaches(ground, orderId, 'Processed');
  await read(ground.shop, 'support/orders?status=Processed', support);
  await read(ground.shop, `support/orders/${orderId}/execution`, support);
};

/** The walks through the shop that a break may be noticed by. */
export const walks = {
  ...{ order, pages, edge, strangers, question, cancellation, desk, failure, poison, undelivered },
} as const;
export type WalkName = keyof typeof walks;

/** Waits as `until` does, and ends at once where `refused` has something to say. */
export const patientlyBy =
  (refused: () => string | undefined, seconds: number): Ground['patiently'] =>
  (what, probe) =>
    until(
      what,
      async () => {
        const value = await probe();
        const refusal = refused();
        if (!value && refusal) throw new Error(`${what}: ${refusal}`);
        return value;
      },
      seconds,
    );

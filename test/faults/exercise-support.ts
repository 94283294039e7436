import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { until } from 'local-aws/testing';
import { LARGE_LINES } from '../helpers/large-order.ts';
import { outputOf, type Shop, shopper, support } from '../helpers/shop.ts';

/** What the faults of PersistOrder and RecordCancellation are switched by. */
interface Switch {
  persistenceFails: boolean;
  cancellationFails: boolean;
  cancellationWaits: boolean;
  eventsLost: boolean;
}

const laptop = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

/** Uses everything that support may do: search, trace, redrive, a fresh start, a resend, a settlement, a cancellation that
 * fails and is revived, each act on dead letters and on a product; and has
 * operations alerted. Ends at the first refusal. */
export const exerciseSupport = async (
  shop: Shop,
  faults: Switch,
  refusals: readonly string[],
  decided: string,
): Promise<void> => {
  const token = await shop.token(support);
  const call = (method: string, path: string, body = '', headers: Record<string, string> = {}) =>
    shop.send(method, `support/${path}`, {
      token,
      headers: { 'content-type': 'application/json', ...headers },
      body: body || undefined,
    });
  const ended = (name: string, status: string, redriveCount: number) => async () =>
    refusals.length > 0 ||
    (await shop.executions()).some(
      (each) => each.name === name && each.status === status && each.redriveCount === redriveCount,
    );

  faults.persistenceFails = true;
  const orderId = String((await shop.order(laptop, { 'idempotency-key': 'fails-second' })).body.orderId);
  await until('the execution has failed', ended(orderId, 'FAILED', 0), 10);
  await call('GET', 'orders');
  await call('GET', 'products');
  const delivery = JSON.stringify({ change: 'add', units: 5, revision: 0 });
  await call('POST', 'products/Mouse/stock', delivery, { 'idempotency-key': 'a-delivery' });
  await call('POST', 'orders/search', JSON.stringify({ email: shopper.email }));
  await call('GET', `orders/${orderId}/execution`);
  await call('POST', `orders/${orderId}/redrive`);
  await until('the execution has failed again', ended(orderId, 'FAILED', 1), 10);
  faults.persistenceFails = false;
  await call('POST', `orders/${orderId}/redrive`, '{"fresh":true}');
  await call('POST', `orders/${decided}/resend-confirmation`);
  await call('GET', `orders/${decided}/mails/OrderProcessed`);
  const settlement = { since: '2025-11-03T12:47:44Z', reason: 'Reached by telephone.' };
  await call('POST', `orders/${decided}/mails/OrderProcessed/settle`, JSON.stringify(settlement));
  await call('POST', `orders/${decided}/notes`, '{"text":"Called back."}');
  await call('GET', `activity?orderId=${decided}`);
  if (refusals.length > 0) return;
  await exerciseStop(shop, call, refusals);
  if (refusals.length > 0) return;
  await exerciseCancellation(call, faults, refusals, decided);
  if (refusals.length > 0) return;
  await until('operations were alerted', () => refusals.length > 0 || publishes(shop) >= EXPECTED_PUBLISHES, 10);
  await exerciseIndex(shop, call, faults, refusals);
  if (refusals.length === 0) await exerciseDeadLetters(shop, call);
};

/** A failure, and its redrive with success, of which no event tells: both are found by looking. */
const exerciseIndex = async (shop: Shop, call: Call, faults: Switch, refusals: readonly string[]): Promise<void> => {
  const ended = (name: string, status: string) => async () =>
    refusals.length > 0 || (await shop.executions()).some((each) => each.name === name && each.status === status);
  faults.eventsLost = true;
  faults.persistenceFails = true;
  const orderId = String((await shop.order(laptop, { 'idempotency-key': 'fails-unheard' })).body.orderId);
  await until('the execution has failed unheard', ended(orderId, 'FAILED'), 10);
  await call('GET', 'orders');
  await call('GET', 'failures?state=PersistOrder&error=Lambda.Unknown');
  faults.persistenceFails = false;
  await call('POST', `orders/${orderId}/redrive`);
  await until('the execution was redriven unheard', ended(orderId, 'SUCCEEDED'), 10);
  await call('GET', 'orders');
  faults.eventsLost = false;
};

/** An order that waits for its review, whose execution is stopped and taken up again. */
const exerciseStop = async (shop: Shop, call: Call, refusals: readonly string[]): Promise<void> => {
  const { body } = await shop.order({ customerName: 'John Doe', items: LARGE_LINES });
  const execution = String(body.orderId);
  const waits = async () => refusals.length > 0 || (await shop.record(execution))?.status === 'UnderReview';
  await until('the order waits for its review', waits, 10);
  const reason = 'It waits for nothing.';
  await call('POST', `orders/${execution}/stop`, JSON.stringify({ machine: 'OrderProcessing', execution, reason }));
};

/** An alert for each of five failures and two executions that were stopped, and the announcement of a review; two orders' confirmations, one of them again, and a cancellation. */
const EXPECTED_PUBLISHES = 12;
const publishes = ({ engine }: Shop): number => engine.usage()['sns:Publish'] ?? 0;

type Call = (method: string, path: string, body?: string) => Promise<{ body: Record<string, unknown> }>;

const exerciseCancellation = async (
  call: Call,
  faults: Switch,
  refusals: readonly string[],
  orderId: string,
): Promise<void> => {
  const machine = 'OrderCancellation';
  const ended = (expected: object) => async () => {
    const { body } = await call('GET', `orders/${orderId}/execution?machine=${machine}`);
    const execution = Object(body.execution) as Record<string, unknown>;
    return refusals.length > 0 || Object.entries(expected).every(([name, value]) => execution[name] === value);
  };
  faults.cancellationFails = true;
  await call('POST', `orders/${orderId}/cancel`, '{"reason":"It was sold twice."}');
  await until('the cancellation has failed', ended({ status: 'FAILED', redriveCount: 0 }), 10);
  await call('GET', 'orders');
  await call('POST', `orders/${orderId}/redrive`, JSON.stringify({ machine }));
  await until('the cancellation has failed again', ended({ status: 'FAILED', redriveCount: 1 }), 10);
  faults.cancellationFails = false;
  faults.cancellationWaits = true;
  await call('POST', `orders/${orderId}/redrive`, JSON.stringify({ machine }));
  await until('the cancellation runs', ended({ status: 'RUNNING', redriveCount: 2 }), 10);
  const reason = 'It is to be begun anew.';
  await call('POST', `orders/${orderId}/stop`, JSON.stringify({ machine, execution: orderId, reason }));
  await until('the cancellation is stopped', ended({ status: 'ABORTED' }), 10);
  faults.cancellationWaits = false;
  await call('POST', `orders/${orderId}/redrive`, JSON.stringify({ machine, fresh: true, aborted: true }));
  await until('the order is cancelled', ended({ status: 'SUCCEEDED' }), 10);
};

const exerciseDeadLetters = async (
  { engine, clients }: Shop,
  call: (method: string, path: string) => Promise<{ body: Record<string, unknown> }>,
): Promise<void> => {
  const QueueUrl = outputOf(engine, 'OrderDeadLetterQueueUrl');
  // More than one call shows, so that those that were seen are hidden and released.
  for (let count = 0; count < 11; count += 1) {
    await clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"not":"an order"}' }));
  }
  await call('GET', 'dead-letters?oldest=true');
  const { body } = await call('GET', 'dead-letters/orders/messages');
  const [message] = (body.messages ?? []) as { id: string }[];
  await call('DELETE', `dead-letters/orders/messages/${message?.id}`);
  // No order: moved back, they would only keep the pipe waiting.
  await clients.queues.send(new PurgeQueueCommand({ QueueUrl }));
  await call('POST', 'dead-letters/orders/redrive');
  await call('GET', 'dead-letters/orders/redrive');
};

import type { OrderRecord } from '../../lambdas/core/contract/order.ts';
import { createHttpClient } from '../bench/http-client.ts';
import { createTokens } from '../bench/tokens.ts';
import { createRandom } from '../fuzz/random.ts';
import type { ShopProcess } from './shop-process.ts';

/** What a customer does about an order once it asks, or is Processed. */
const HABITS = [
  'accepts',
  'accepts',
  'declines',
  'cancels the question',
  'stays silent',
  'cancels afterwards',
] as const;

/** What support does about an order that is reviewed. */
type Review = 'is approved' | 'is turned down';

/** An order of the crowd, as it is sent, and what came of it. */
export interface PlacedOrder {
  readonly key: string;
  readonly body: string;
  readonly habit: (typeof HABITS)[number] | Review;
  orderId?: string;
}

/** Orders of one or two of the products, one to three units each. */
export const ordersOf = (count: number, products: readonly string[], seed: number): PlacedOrder[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const line = () => ({ product: random.pick(products), quantity: 1 + random.integer(3) });
    const items = random.chance(0.3) ? [line(), line()] : [line()];
    return {
      key: `order-${index}`,
      body: JSON.stringify({ customerName: 'Ada Byron', items }),
      habit: random.pick(HABITS),
    };
  });
};

/** Customers who go on trying, whatever the shop answers and however often it dies; `current` resolves with the shop that stands. */
export const createCrowd = (clients: number, current: () => Promise<ShopProcess>) => {
  const http = createHttpClient(clients);
  const tokens = new Map<ShopProcess, ReturnType<typeof createTokens>>();

  const ask = async (path: string, body?: string, key?: string, email = 'shopper@example.com') => {
    const shop = await current();
    const tokenOf = tokens.get(shop) ?? createTokens(shop.engine);
    tokens.set(shop, tokenOf);
    const headers = {
      authorization: `Bearer ${await tokenOf(email)}`,
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const answer = await http.send(method, `${shop.engine.outputs.ApiUrl}${path}`, headers, body);
    // The clock was stepped beyond what the tokens last.
    if (answer.status === 401) tokens.delete(shop);
    return answer;
  };

  /** Until an answer says what is so: 202, or that it cannot be. */
  const persistently = async (path: string, body?: string, key?: string, email?: string) => {
    for (;;) {
      // A shop that is killed refuses, cuts, or leaves a sign-in without its end.
      const answer = await ask(path, body, key, email).catch(() => undefined);
      if (answer && answer.status < 500 && answer.status !== 401 && answer.status !== 429) return answer;
    }
  };

  /** Every seventh customer clicks twice. */
  const place = async (order: PlacedOrder, index: number): Promise<void> => {
    const clicks = index % 7 === 0 ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: clicks }, () => persistently('orders', order.body, order.key)),
    );
    for (const { status, body } of answers) {
      if (status !== 202) throw new Error(`${order.key} was answered ${status}: ${body}`);
      const { orderId } = JSON.parse(body) as { orderId: string };
      if (order.orderId !== undefined && order.orderId !== orderId) throw new Error(`${order.key} is two orders`);
      order.orderId = orderId;
    }
  };

  /** All orders, by as many clients at a time. */
  const placeAll = async (orders: readonly PlacedOrder[], onPlaced: (count: number) => void): Promise<void> => {
    const waiting = orders.entries();
    let placed = 0;
    const client = async (): Promise<void> => {
      for (const [index, order] of waiting) {
        await place(order, index);
        placed += 1;
        onPlaced(placed);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
  };

  /** What support asks, or does where there is a body. */
  const asSupport = (path: string, body?: object) =>
    persistently(`support/${path}`, body && JSON.stringify(body), undefined, 'support@example.com');

  const act = async ({ orderId, habit }: PlacedOrder, record: OrderRecord): Promise<void> => {
    const cancel = () => persistently(`orders/${orderId}/cancel`, '{"reason":"I thought better of it."}');
    if (record.status === 'AwaitingCustomer') {
      const answer = (said: 'accept' | 'decline') =>
        persistently(`orders/${orderId}/answer`, JSON.stringify({ questionId: record.question.id, answer: said }));
      if (habit === 'declines') await answer('decline');
      else if (habit === 'cancels the question') await cancel();
      else await answer('accept');
    } else if (record.status === 'UnderReview') {
      const decided =
        habit === 'is turned down' ? { decision: 'reject', reason: 'Not this one.' } : { decision: 'approve' };
      await asSupport(`orders/${orderId}/review`, { questionId: record.question.id, ...decided });
    } else await cancel();
  };

  /** Whether the customer has something to do about the order as it stands. */
  const isUp = ({ habit }: PlacedOrder, record: OrderRecord): boolean => {
    if (record.status === 'UnderReview') return record.question.answer === undefined;
    if (record.status === 'AwaitingCustomer') return habit !== 'stays silent' && record.question.answer === undefined;
    return record.status === 'Processed' && habit === 'cancels afterwards' && record.cancelRequested === undefined;
  };

  return { placeAll, act, isUp, asSupport, close: http.close };
};

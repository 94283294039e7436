import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { until } from 'local-aws/testing';
import { type OrderResponse, orderResponseSchema } from '../../../lambdas/core/contract/order-answers.ts';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import { aProduct } from '../../helpers/factories.ts';
import { type Account, type ApiAnswer, outputOf, type Shop, shopper } from '../../helpers/shop.ts';
import { staffOf } from '../support/staff.ts';

let named = 0;

/** What people decide about orders, as they do it by the API; and products of the tests' own. */
export const decisionsIn = async (shop: Shop) => {
  const TableName = outputOf(shop.engine, 'ProductsTableName');
  const staff = await staffOf(shop);

  const post = async (path: string, body?: unknown, account: Account = shopper): Promise<ApiAnswer> =>
    shop.send('POST', `orders/${path}`, {
      token: await shop.token(account),
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  /** A product that no other test has. */
  const product = async (changes: Partial<Product> = {}): Promise<string> => {
    named += 1;
    const made = aProduct({ product: `Thing ${named}`, name: `Thing no. ${named}`, unitPriceCents: 1_000, ...changes });
    await shop.clients.tables.send(new PutCommand({ TableName, Item: made }));
    return made.product;
  };

  const order = async (items: readonly [product: string, quantity: number][], more: object = {}): Promise<string> => {
    const lines = items.map(([name, quantity]) => ({ product: name, quantity }));
    const answer = await shop.order({ customerName: 'Ada Byron', items: lines, ...more });
    return String(answer.body.orderId);
  };

  const read = async (orderId: string, account: Account = shopper): Promise<OrderResponse> => {
    const answer = await shop.send('GET', `orders/${orderId}`, { token: await shop.token(account) });
    return orderResponseSchema.parse(answer.body);
  };

  const reaches = <S extends OrderResponse['status']>(orderId: string, status: S) =>
    until(`${orderId} is ${status}`, async () => {
      const found = await read(orderId);
      return found.status === status ? (found as Extract<OrderResponse, { status: S }>) : undefined;
    });

  /** Waits for an open question, and gives its id. */
  const asked = async (orderId: string, status: 'AwaitingCustomer' | 'UnderReview' = 'AwaitingCustomer') =>
    (await reaches(orderId, status)).question;

  const stock = async (name: string): Promise<unknown> =>
    (await shop.clients.tables.send(new GetCommand({ TableName, Key: { product: name }, ConsistentRead: true }))).Item
      ?.stock;

  const change = async (name: string, member: 'unitPriceCents' | 'stock', value: number): Promise<void> => {
    await shop.clients.tables.send(
      new UpdateCommand({
        TableName,
        Key: { product: name },
        UpdateExpression: 'SET #member = :value',
        ExpressionAttributeNames: { '#member': member },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  };

  return {
    ...{ product, order, read, reaches, asked, stock, change, staff },
    answer: (orderId: string, questionId: string, answer: 'accept' | 'decline', account?: Account) =>
      post(`${orderId}/answer`, { questionId, answer }, account),
    cancel: (orderId: string, body?: object, account?: Account) => post(`${orderId}/cancel`, body, account),
    review: (orderId: string, body: object) => staff.post(`orders/${orderId}/review`, body),
    cancelAsSupport: (orderId: string, reason: string) => staff.post(`orders/${orderId}/cancel`, { reason }),
  };
};

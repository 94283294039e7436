import type { Random } from './random.ts';
import type { FuzzRequest } from './send.ts';
import { anyValue, bodyOf, hostileTexts, mutated } from './values.ts';

/** What a campaign knows of the shop. */
export interface ApiTarget {
  /** Path of the API at the site's address: `/api/`. */
  readonly base: string;
  /** Valid tokens, a shopper's and support's. */
  readonly tokens: readonly string[];
  readonly orderId: string;
}

const order = {
  customerName: 'John Doe',
  expectedTotalCents: 249_900,
  items: [
    { product: 'Laptop', quantity: 1 },
    { product: 'Mouse', quantity: 2 },
  ],
};
const delivered = {
  ...order,
  deliveryAddress: { name: 'Jo', street: 'Lange Gasse 7', postalCode: '1080', city: 'Wien', country: 'AT' },
};
const question = { questionId: 'ABCDEFGHJKMN' };
const short = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };
const product = {
  name: 'Laptop 14"',
  description: 'A laptop.',
  unitPriceCents: 129_900,
  currency: 'EUR',
  maxPerOrder: 5,
  available: true,
  version: 0,
};
const delivery = { change: 'add', units: 5, revision: 0 };
const bodies: readonly unknown[] = [
  order,
  delivered,
  short,
  { ...question, answer: 'accept' },
  { ...question, decision: 'reject', reason: 'No.' },
  { reason: 'It is broken.' },
  product,
  delivery,
  { receiptHandle: 'AAAA' },
  { message: 'confirmation' },
  {},
];
const QUERY_NAMES = [
  'status',
  'day',
  'email',
  'orderId',
  'cursor',
  'limit',
  'execution',
  'machine',
  '__proto__',
  'toString',
];
const QUERY_VALUES = ['Received', 'Processed', '2026-01-01', 'shopper@example.com', 'eyJhIjoxfQ', '10', 'failed'];
const ROUTES: readonly (readonly [method: string, path: string])[] = [
  ['POST', 'orders'],
  ['POST', 'orders'],
  ['POST', 'orders'],
  ['GET', 'orders'],
  ['GET', 'orders/{}'],
  ['POST', 'orders/{}/answer'],
  ['POST', 'orders/{}/cancel'],
  ['GET', 'products'],
  ['GET', 'support/orders'],
  ['GET', 'support/orders'],
  ['GET', 'support/counts'],
  ['GET', 'support/mails'],
  ['GET', 'support/orders/{}/execution'],
  ['POST', 'support/orders/{}/redrive'],
  ['POST', 'support/orders/{}/resend-confirmation'],
  ['GET', 'support/orders/{}/mails/{}'],
  ['POST', 'support/orders/{}/mails/{}/settle'],
  ['POST', 'support/orders/{}/stop'],
  ['POST', 'support/orders/{}/notes'],
  ['GET', 'support/activity'],
  ['GET', 'support/bulk'],
  ['POST', 'support/bulk'],
  ['GET', 'support/bulk/{}'],
  ['GET', 'support/bulk/{}/execution'],
  ['POST', 'support/bulk/{}/stop'],
  ['POST', 'support/orders/{}/review'],
  ['POST', 'support/orders/{}/cancel'],
  ['GET', 'support/products'],
  ['PUT', 'support/products/{}'],
  ['POST', 'support/products/{}/stock'],
  ['GET', 'support/dead-letters'],
  ['GET', 'support/dead-letters/{}/messages'],
  ['DELETE', 'support/dead-letters/{}/messages/{}'],
  ['GET', 'support/dead-letters/{}/redrive'],
  ['POST', 'support/dead-letters/{}/redrive'],
  ['POST', 'support/dead-letters/{}/messages/{}/redrive'],
  ['GET', '{}/{}'],
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

/** One request of the shop's API: sound in most of its parts, hostile in some. */
export const apiRequest = (random: Random, target: ApiTarget): FuzzRequest => {
  const [usual, pattern] = random.pick(ROUTES);
  const path = target.base + pattern.replaceAll('{}', () => segment(random, target.orderId));
  const method = random.chance(0.95) ? usual : random.pick(METHODS);
  return {
    method,
    path: path + query(random),
    headers: headers(random, target),
    body: method === 'GET' || method === 'HEAD' ? '' : body(random),
  };
};

const body = (random: Random): string => {
  const sound = random.pick(bodies);
  return bodyOf(random, random.chance(0.2) ? sound : random.chance(0.9) ? mutated(random, sound) : anyValue(random, 5));
};

/** Raw bytes that a request line may hold; all else is percent-encoded. */
const segment = (random: Random, orderId: string): string => {
  if (random.chance(0.4))
    return random.pick([orderId, orderId, 'OrderProcessed', 'orders', 'email', 'Fuzzed%20%2F%20100%25']);
  return inLine(random.pick(hostileTexts).slice(0, 2000), random);
};

const inLine = (text: string, random: Random): string =>
  random.chance(0.3) ? text.replaceAll(/[^\x21-\x22\x24-\x3e\x40-\x7e]/g, '') : encodeURIComponent(text.toWellFormed());

const query = (random: Random): string => {
  const pairs = Array.from({ length: random.integer(4) }, () => {
    const value = random.pick(random.chance(0.5) ? QUERY_VALUES : hostileTexts);
    return `${random.pick(QUERY_NAMES)}=${inLine(value.slice(0, 2000), random)}`;
  });
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};

const headers = (random: Random, { tokens }: ApiTarget): Record<string, string> => {
  const inHeader = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 2000);
  const token = random.pick(tokens);
  const hostileToken = random.pick([token.slice(0, -3), `${token}x`, 'a.b.c', '', inHeader(random.pick(hostileTexts))]);
  return {
    ...(random.chance(0.9) && { authorization: `Bearer ${random.chance(0.9) ? token : hostileToken}` }),
    ...(random.chance(0.9) && {
      'content-type': random.pick(['application/json', 'application/json', 'text/plain', '__proto__']),
    }),
    ...(random.chance(0.5) && { 'idempotency-key': inHeader(random.pick(['k', 'k2', ...hostileTexts])) }),
    ...(random.chance(0.1) && { accept: inHeader(random.pick(hostileTexts)) }),
    ...(random.chance(0.1) && { 'x-forwarded-for': inHeader(random.pick(hostileTexts)) }),
  };
};

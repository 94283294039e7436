import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { decodeJwt, exportPKCS8, generateKeyPair, importPKCS8, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputOf, type Shop, shopper, startShop, support } from '../../helpers/shop.ts';

const laptop = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };
const items = (amount: number) => Array.from({ length: amount }, () => ({ product: 'Laptop', quantity: 1 }));

let shop: Shop;
let key: Awaited<ReturnType<typeof importPKCS8>>;
beforeAll(async () => {
  shop = await startShop();
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  key = await importPKCS8(await exportPKCS8(privateKey), 'RS256');
});
afterAll(() => shop.engine.dispose());

const sent = async (): Promise<number> => shop.engine.usage()['sqs:SendMessage'] ?? 0;

describe('bad input', () => {
  it.each<[string, string, number]>([
    ['malformed JSON', '{"customerName": "John', 400],
    ['no body', '', 400],
    ['a JSON string', '"Laptop"', 400],
    ['null', 'null', 400],
    ['an array', '[]', 400],
    ['an empty object', '{}', 400],
    ['a name that is a number', JSON.stringify({ ...laptop, customerName: 7 }), 400],
    ['an empty name', JSON.stringify({ ...laptop, customerName: '' }), 400],
    ['a blank name', JSON.stringify({ ...laptop, customerName: '   ' }), 400],
    ['a name of 101 characters', JSON.stringify({ ...laptop, customerName: 'x'.repeat(101) }), 400],
    ['control characters in the name', JSON.stringify({ ...laptop, customerName: 'John\u0000\u0007Doe' }), 400],
    ['a line break in the name', JSON.stringify({ ...laptop, customerName: 'John\r\nBcc: all' }), 400],
    ['a quantity of 0', JSON.stringify({ ...laptop, quantity: 0 }), 400],
    ['a quantity of 100', JSON.stringify({ ...laptop, quantity: 100 }), 400],
    ['a quantity of one and a half', JSON.stringify({ ...laptop, quantity: 1.5 }), 400],
    ['a quantity as text', JSON.stringify({ ...laptop, quantity: '1' }), 400],
    ['a huge quantity', '{"customerName":"J","product":"Laptop","quantity":1e400}', 400],
    ['a hugely long quantity', `{"customerName":"J","product":"Laptop","quantity":${'9'.repeat(400)}}`, 400],
    ['an unknown key', JSON.stringify({ ...laptop, status: 'Processed' }), 400],
    [
      'a price of the client',
      JSON.stringify({ customerName: 'J', items: [{ product: 'Laptop', quantity: 1, unitPriceCents: 1 }] }),
      400,
    ],
    ['an own __proto__ key', '{"customerName":"J","product":"Laptop","quantity":1,"__proto__":{"admin":true}}', 400],
    ['a constructor key', '{"customerName":"J","product":"Laptop","quantity":1,"constructor":{}}', 400],
    ['both forms at once', JSON.stringify({ ...laptop, items: items(1) }), 400],
    ['no lines', JSON.stringify({ customerName: 'J', items: [] }), 400],
    ['21 lines', JSON.stringify({ customerName: 'J', items: items(21) }), 400],
    ['a body of 20 KB', JSON.stringify({ ...laptop, customerName: 'x'.repeat(20_000) }), 0],
    ['a body of 300 KB', JSON.stringify({ ...laptop, pad: 'x'.repeat(300_000) }), 0],
    ['deep nesting', `{"customerName":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 400],
  ])('%s is a problem that names itself, and nothing is enqueued', async (_name, body, status) => {
    const before = await sent();
    const answer = await shop.order(body);
    if (status) expect(answer.status).toBe(status);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      code: expect.stringMatching(/^[a-z-]+$/),
      detail: expect.any(String),
      status: answer.status,
    });
    expect(await sent()).toBe(before);
  });

  it('a valid order of over 16 KB is 413', async () => {
    const padded = `${JSON.stringify(laptop)}${' '.repeat(17_000)}`;
    expect(await shop.order(padded)).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x'])(
    'content type %s does not get round the model',
    async (type) => {
      const answer = await shop.order('{"nonsense":1}', { 'content-type': type });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    },
  );

  it.each([
    ['empty', ''],
    ['129 characters', 'k'.repeat(129)],
    ['a space', 'a b'],
    ['not ASCII', 'clé'],
  ])('an Idempotency-Key that is %s is 400', async (_name, value) => {
    const answer = await shop.order(laptop, { 'idempotency-key': encodeHeader(value) });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-idempotency-key' } });
  });

  it.each(['0000-0000-0000-0000', '..%2f..%2fetc', '%00', 'x'.repeat(2000), "' OR 1=1", '%F0%9F%92%A9', '%ZZ'])(
    'order id %s is 404 or 400',
    async (id) => {
      const answer = await shop.send('GET', `orders/${encodeURI(id).replaceAll('%25', '%')}`, {
        token: await shop.token(shopper),
      });
      expect([400, 404]).toContain(answer.status);
    },
  );

  it.each([
    ['GET', 'products'],
    ['GET', 'orders'],
    ['POST', 'orders'],
    ['GET', 'orders/7K3M-9QXT-2V5H-A1BC'],
    ['GET', 'support/orders'],
    ['POST', 'support/orders/search'],
    ['GET', 'support/counts'],
    ['GET', 'support/mails'],
    ['GET', 'support/orders/7K3M-9QXT-2V5H-A1BC/execution'],
    ['POST', 'support/orders/7K3M-9QXT-2V5H-A1BC/redrive'],
    ['POST', 'support/orders/7K3M-9QXT-2V5H-A1BC/resend-confirmation'],
    ['GET', 'support/orders/7K3M-9QXT-2V5H-A1BC/mails/OrderProcessed'],
    ['POST', 'support/orders/7K3M-9QXT-2V5H-A1BC/mails/OrderProcessed/settle'],
    ['POST', 'support/orders/7K3M-9QXT-2V5H-A1BC/stop'],
    ['POST', 'support/orders/7K3M-9QXT-2V5H-A1BC/notes'],
    ['GET', 'support/dead-letters'],
    ['GET', 'support/dead-letters/orders/messages'],
    ['DELETE', 'support/dead-letters/orders/messages/1'],
    ['GET', 'support/dead-letters/orders/redrive'],
    ['POST', 'support/dead-letters/orders/redrive'],
    ['POST', 'support/dead-letters/orders/messages/1/redrive'],
  ])('%s /%s with a parameter that it does not know is 400, which names it', async (method, path) => {
    const body = method === 'POST' ? { body: JSON.stringify(laptop) } : {};
    const answer = await shop.send(method, `${path}?product=Nothing`, { token: await shop.token(support), ...body });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid-parameters', errors: [{ path: 'product', message: 'This call has no such parameter' }] },
    });
  });

  it('an order id is read also as a client percent-encodes it', async () => {
    const orderId = String((await shop.order(laptop)).body.orderId);
    await shop.settled(orderId);
    for (const id of [orderId.replaceAll('-', '%2D'), `%20${orderId.replaceAll('-', '%20')}`]) {
      const answer = await shop.send('GET', `orders/${id}`, { token: await shop.token(shopper) });
      expect(answer).toMatchObject({ status: 200, body: { orderId } });
    }
    const bad = await shop.send('GET', `orders/${orderId}%Z`, { token: await shop.token(shopper) });
    expect(bad.status).toBe(404);
  });

  it.each(['nonsense', 'e30', '%00', 'x'.repeat(5000)])('cursor %s is 400', async (cursor) => {
    const answer = await shop.send('GET', `orders?cursor=${cursor}`, { token: await shop.token(shopper) });
    expect(answer).toMatchObject({ status: 400, body: { code: expect.any(String) } });
  });

  it.each([
    ['GET', 'nowhere'],
    ['DELETE', 'orders'],
    ['PUT', 'products'],
  ])('%s %s is 404', async (method, path) => {
    expect(await shop.send(method, path, { token: await shop.token(shopper) })).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });

  it.each<[string, (claims: Record<string, unknown>) => Promise<string> | string]>([
    ['nonsense', () => 'nonsense'],
    ['alg none', (claims) => new UnsecuredJWT(claims).encode()],
    ['signed by another key', (claims) => sign(claims)],
    ['of another issuer', (claims) => sign({ ...claims, iss: 'https://evil.example' })],
    [
      'HS256 with a guessed secret',
      (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('secret')),
    ],
  ])('a token that is %s is 401', async (_name, forge) => {
    const claims = decodeJwt(await shop.token(shopper)) as Record<string, unknown>;
    const answer = await shop.send('GET', 'orders', { token: await forge(claims) });
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('a changed claim, a cut signature and an access token are 401', async () => {
    const token = await shop.token(shopper);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const raised = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), 'cognito:groups': ['support'] }),
    );
    const forged = [
      `${header}.${raised.toString('base64url')}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
    ];
    for (const each of forged) expect((await shop.send('GET', 'orders', { token: each })).status).toBe(401);
    expect((await shop.send('GET', 'orders', {})).status).toBe(401);
  });

  it('leaves the queue empty of all that', async () => {
    const { Attributes } = await shop.clients.queues.send(
      new GetQueueAttributesCommand({
        QueueUrl: outputOf(shop.engine, 'OrderQueueUrl'),
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    expect(Attributes?.ApproximateNumberOfMessages).toBe('0');
  });
});

const sign = (claims: Record<string, unknown>): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'forged' }).sign(key);
/** fetch takes Latin-1 in headers only. */
const encodeHeader = (value: string): string => Buffer.from(value, 'utf8').toString('latin1');

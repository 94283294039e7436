import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MASKED } from '../../../lambdas/core/contract/masked.ts';
import { SUPPORT_ROLES } from '../../../lambdas/core/contract/support-roles.ts';
import { aReceivedRecord, aRejectedRecord } from '../../helpers/factories.ts';
import { type Account, type ApiAnswer, type Shop, shopper, startShop, support, viewer } from '../../helpers/shop.ts';
import { staffOf, store } from './staff.ts';

/** What tells who somebody is, of pieces that occur nowhere else. */
const PIECES = /zq[a-z]{3,}/i;
const person = {
  customerName: 'Zqfirst "Zqquoted" Zqlast',
  deliveryAddress: { name: 'Zqreceiver', street: 'Zqstreet 1', postalCode: '12345', city: 'Zqcity', country: 'DE' },
};
const ORDER_ID = 'ZZZZ-0000-0000-0001';
const email = 'Zqmail@zqdomain.example';

let shop: Shop;
const log: string[] = [];
beforeAll(async () => {
  shop = await startShop({ onLog: (_source, line) => void log.push(line) });
});
afterAll(() => shop.engine.dispose());

const PATHS: Readonly<Record<string, string>> = {
  occasion: 'OrderProcessed',
  orderId: '7K3M-9QXT-2V5H-A1BC',
  product: 'No such product',
  queue: 'no-such-queue',
  id: 'no-such-message',
};
const QUERIES: Readonly<Record<string, string>> = {
  'GET /support/activity': '?orderId=7K3M-9QXT-2V5H-A1BC',
  'GET /support/counts': '?day=2026-11-03',
  'GET /support/mails': '?problem=not-mailed',
};
const BODIES: Readonly<Record<string, string>> = { 'POST /support/orders/search': '{}' };

const call = async (route: string, account?: Account): Promise<ApiAnswer> => {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(PATHS[name] ?? ''));
  return shop.send(method, `${path.slice(1)}${QUERIES[route] ?? ''}`, {
    ...(account && { token: await shop.token(account) }),
    headers: { 'content-type': 'application/json' },
    ...(method !== 'GET' && method !== 'DELETE' && { body: BODIES[route] ?? '{}' }),
  });
};

describe.each(Object.entries(SUPPORT_ROLES))('%s, which takes who %s', (route, role) => {
  it('is refused to a shopper and to whoever is not signed in', async () => {
    const answer = await call(route, shopper);
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(answer.body.detail).toContain('of the group');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect((await call(route)).status).toBe(401);
  });

  it('lets a member of support in', async () => {
    expect([200, 400, 404]).toContain((await call(route, support)).status);
  });

  it(role === 'reads' ? 'lets a viewer in' : 'is refused to a viewer, who is told which group it takes', async () => {
    const answer = await call(route, viewer);
    if (role === 'reads') expect([200, 404]).toContain(answer.status);
    else {
      expect(answer).toMatchObject({
        status: 403,
        body: {
          code: 'forbidden',
          detail: 'Only members of the group support may do this; those of support-viewer read.',
        },
      });
    }
  });
});

describe('a viewer', () => {
  it('is refused how old dead letters are, which raises receive counts', async () => {
    const staff = await staffOf(shop, viewer);
    expect((await staff.get('dead-letters?oldest=true')).status).toBe(403);
  });

  it('finds an order by the address that they know, and sees in no answer who the customer is', async () => {
    const placed = await shop.order({ ...person, product: 'Laptop', quantity: 2 });
    const orderId = String(placed.body.orderId);
    await shop.settled(orderId);
    const rejected = await shop.order({ ...person, product: 'Zqproduct “Zqthing”', quantity: 1 });
    const rejectedId = String(rejected.body.orderId);
    await shop.settled(rejectedId);
    await store(shop, { ...aReceivedRecord({ orderId: ORDER_ID, email }), ...person });
    await store(shop, {
      ...aRejectedRecord(),
      ...person,
      orderId: 'ZZZZ-0000-0000-0002',
      email,
      reasons: ['There is no product “Zqcarpet ”Zqrug” in the shop.'],
    });
    const staff = await staffOf(shop);
    for (const id of [orderId, rejectedId]) {
      expect((await staff.post(`orders/${id}/notes`, { text: 'Zqcaller rang.\nZqmail@zqdomain.example' })).status).toBe(
        201,
      );
      await staff.post(`orders/${id}/cancel`, { reason: 'Zqreason of it' });
    }

    const reader = await staffOf(shop, viewer);
    const token = await shop.token(viewer);
    const answers = await Promise.all([
      reader.search(),
      reader.search({ email }),
      ...[orderId, rejectedId, ORDER_ID, 'ZZZZ-0000-0000-0002'].flatMap((id) => [
        reader.search({ orderId: id }),
        reader.get(`orders/${id}/execution`),
        reader.get(`orders/${id}/execution?machine=OrderCancellation`),
        reader.get(`activity?orderId=${id}`),
        shop.send('GET', `orders/${id}`, { token }),
      ]),
    ]);
    for (const { status, body } of answers) {
      expect([200, 404]).toContain(status);
      expect(JSON.stringify(body)).not.toMatch(PIECES);
      expect(JSON.stringify(body)).not.toMatch(/shopper@example/i);
    }
    expect(answers[1]?.body.orders).toHaveLength(2);
    const { body: order } = await shop.send('GET', `orders/${orderId}`, { token });
    expect(order).toMatchObject({
      customerName: MASKED,
      email: MASKED,
      deliveryAddress: { street: MASKED, country: 'DE' },
      items: [{ product: 'Laptop', quantity: 2 }],
    });
    const { body: trace } = await reader.get(`orders/${orderId}/execution?machine=OrderProcessing`);
    const { body: unmasked } = await staff.get(`orders/${orderId}/execution?machine=OrderProcessing`);
    expect(JSON.stringify(unmasked)).toMatch(PIECES);
    expect(trace.definition).toBe(unmasked.definition);
    const { input } = trace.execution as { input: string };
    expect(JSON.parse(input)).toMatchObject({ customerName: MASKED, email: MASKED, orderId });
    const { body: acts } = await reader.get(`activity?orderId=${orderId}`);
    expect(acts.entries).toMatchObject([
      { action: 'cancel-order', by: support.email, details: { reason: MASKED } },
      { action: 'note', by: support.email, text: MASKED },
    ]);
  });

  it('sees who of support asked for what is done with many orders, as in what was done about each', async () => {
    const staff = await staffOf(shop);
    const items = [{ orderId: ORDER_ID }];
    const asked = await staff.post('bulk', { id: 'seen-by-viewer', action: 'resend', items, tryFirst: false });
    expect(asked.status).toBe(202);
    await until('it has ended', async () => (await staff.get('bulk/seen-by-viewer')).body.status === 'SUCCEEDED', 30);
    const reader = await staffOf(shop, viewer);
    const [list, shown] = [await reader.get('bulk'), await reader.get('bulk/seen-by-viewer')];
    const by = { id: 'seen-by-viewer', by: support.email };
    expect(list.body.bulks).toMatchObject([by]);
    expect(shown.body).toMatchObject({ ...by, items: [{ orderId: ORDER_ID }] });
    const { body: acts } = await reader.get(`activity?orderId=${ORDER_ID}`);
    expect(acts.entries).toMatchObject([{ action: 'resend-confirmation', by: support.email }]);
    const execution = await reader.get('bulk/seen-by-viewer/execution');
    for (const { status, body } of [list, shown, execution]) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(PIECES);
    }
  });

  it('sees their own orders as they are', async () => {
    const { body } = await shop.order({ ...person, product: 'Mouse', quantity: 1 }, {}, viewer);
    const orderId = String(body.orderId);
    await shop.settled(orderId);
    const own = await shop.send('GET', `orders/${orderId}`, { token: await shop.token(viewer) });
    expect(own.body).toMatchObject(person);
  });

  it('leaves an audit line that says that they saw it masked', async () => {
    log.length = 0;
    await (await staffOf(shop, viewer)).search({ email });
    const [line] = log.filter((each) => each.includes('"audit":true'));
    expect(JSON.parse(line?.slice(line.indexOf('{')) ?? '')).toMatchObject({
      action: 'search-orders',
      by: 'email',
      masked: true,
      outcome: '200',
    });
  });
});

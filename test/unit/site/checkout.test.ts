import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../lambdas/core/contract/api.ts';
import type { OrderRequest } from '../../../lambdas/core/contract/order-request.ts';
import type { Answer, Failure } from '../../../site/src/api/answer.ts';
import { createCart } from '../../../site/src/stores/cart.ts';
import { createCatalogue } from '../../../site/src/stores/catalogue.ts';
import { createCheckout } from '../../../site/src/stores/checkout.ts';
import type { AddressField } from '../../../site/src/stores/delivery.ts';
import { createDraft, type Draft } from '../../../site/src/stores/draft.ts';
import { createOutbox } from '../../../site/src/stores/outbox.ts';
import { createDevice, product, sessionOf } from './fakes.ts';

const ORDER_ID = '7K3M-9QXT-2V5H-A1BC';
const accepted = { ok: true, value: { orderId: ORDER_ID, status: 'Received', timestamp: '2025-11-03T12:47:44Z' } };
const laptop = product('Laptop', { unitPriceCents: 129_900 });

const problem = (status: number, code: string): Failure => ({
  kind: 'problem',
  problem: { type: 'about:blank', title: code, status, code, detail: code } satisfies Problem,
});
const noAnswer: Failure = { kind: 'no-answer' };

type Placed = Awaited<ReturnType<Parameters<typeof createCheckout>[0]['api']['placeOrder']>>;

const ADDRESS = { street: 'Lange Gasse 7', postalCode: '1080', city: 'Wien', country: 'AT' };

const typeAddress = (draft: Draft, address: Partial<Record<AddressField, string>>): void => {
  for (const [field, text] of Object.entries(address)) draft.setAddress(field as AddressField, text);
};

/** One tab of a device, in which Ada (or another) has a laptop in the cart and her name and address filled in. */
const openCheckout = async (device = createDevice(), customerId: string | null = 'ada') => {
  const sent: { request: OrderRequest; key: string }[] = [];
  const answers: (Failure | 'accepted' | 'pending' | 'held')[] = [];
  let letGo = (_: Failure): void => {};
  const shelf = device.openTab();
  const catalogue = createCatalogue({ products: async () => ({ ok: true, value: { products: [laptop] } }) });
  await catalogue.load();
  const parts = {
    api: {
      placeOrder: async (request: OrderRequest, key: string): Promise<Placed> => {
        sent.push({ request, key });
        const answer = answers.shift() ?? 'accepted';
        if (answer === 'pending') return new Promise(() => {});
        if (answer === 'held') {
          return new Promise((resolve) => {
            letGo = (failure) => resolve({ ok: false, failure });
          });
        }
        return answer === 'accepted' ? (accepted as Answer<never>) : { ok: false, failure: answer };
      },
    },
    cart: createCart(shelf),
    catalogue,
    draft: createDraft(shelf),
    outbox: createOutbox(shelf),
    session: sessionOf(customerId ?? undefined),
    shelf,
    alone: device.alone,
    countries: ['DE', 'AT'],
    online: signal(true),
    language: () => 'de' as const,
    newKey: () => `key-${sent.length}-${Math.random()}`,
  };
  const checkout = createCheckout(parts);
  return { ...parts, checkout, sent, answers, letGo: (failure: Failure) => letGo(failure) };
};

const openFilled = async (...settings: Parameters<typeof openCheckout>) => {
  const tab = await openCheckout(...settings);
  tab.cart.add(laptop);
  tab.draft.setCustomerName('Ada');
  typeAddress(tab.draft, ADDRESS);
  return tab;
};

describe('the checkout', () => {
  it('sends the cart with the total that the shopper saw and the language of the page, and empties it', async () => {
    const { checkout, cart, sent } = await openFilled();
    cart.add(laptop);
    expect(checkout.total.value).toEqual({ cents: 259_800, currency: 'EUR' });
    expect(await checkout.place()).toBe(ORDER_ID);
    expect(sent[0]?.request).toEqual({
      customerName: 'Ada',
      deliveryAddress: ADDRESS,
      items: [{ product: 'Laptop', quantity: 2 }],
      expectedTotalCents: 259_800,
      language: 'de',
    });
    expect(cart.lines.value).toEqual([]);
    expect(checkout.waiting.value).toBeUndefined();
    expect(checkout.sending.value).toBe('no');
  });

  it('sends once when asked twice at once', async () => {
    const { checkout, sent } = await openFilled();
    expect(await Promise.all([checkout.place(), checkout.place()])).toEqual([ORDER_ID, undefined]);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['an unknown outcome', problem(503, 'outcome-unknown'), true],
    ['no answer', noAnswer, true],
    ['an answer that is not of the API', { kind: 'not-understood' } satisfies Failure, true],
    ['throttling', problem(429, 'throttled'), false],
    ['the end of the session', { kind: 'signed-out' } satisfies Failure, false],
  ])('keeps the order after %s, to be sent again under its key', async (_, failure, mayHaveArrived) => {
    const { checkout, cart, sent, answers } = await openFilled();
    answers.push(failure);
    expect(await checkout.place()).toBeUndefined();
    expect(checkout.trouble.value).toEqual(failure);
    expect(checkout.waiting.value?.mayHaveArrived).toBe(mayHaveArrived);
    cart.add(laptop);
    expect(await checkout.resend()).toBe(ORDER_ID);
    expect(sent[1]).toEqual(sent[0]);
    expect(cart.lines.value).toEqual([{ product: 'Laptop', quantity: 1 }]);
  });

  it('keeps an order whose page was closed while it was sent', async () => {
    const device = createDevice();
    const first = await openFilled(device);
    first.answers.push('pending');
    void first.checkout.place();
    await Promise.resolve();
    device.closeTabs();
    const reloaded = await openCheckout(device);
    expect(reloaded.checkout.waiting.value?.mayHaveArrived).toBe(true);
    expect(await reloaded.checkout.resend()).toBe(ORDER_ID);
    expect(reloaded.sent[0]).toEqual(first.sent[0]);
  });

  it('does not place a second order while another tab has one unsettled', async () => {
    const device = createDevice();
    const first = await openFilled(device);
    const second = await openFilled(device);
    first.answers.push(noAnswer);
    await first.checkout.place();
    expect(await second.checkout.place()).toBeUndefined();
    expect(second.sent).toEqual([]);
    expect(second.checkout.waiting.value).toEqual(first.checkout.waiting.value);
  });

  it.each([
    ['invalid', problem(400, 'invalid-request')],
    ['of an unverified address', problem(403, 'email-not-verified')],
  ])('drops the key of an order refused as %s', async (_, failure) => {
    const { checkout, cart, sent, answers } = await openFilled();
    answers.push(failure);
    await checkout.place();
    expect(checkout.waiting.value).toBeUndefined();
    expect(cart.count.value).toBe(1);
    await checkout.place();
    expect(sent[1]?.key).not.toBe(sent[0]?.key);
  });

  it.each([problem(429, 'throttled'), problem(400, 'invalid-request')])(
    'does not take %j as proof that an order without an answer did not arrive',
    async (failure) => {
      const { checkout, answers } = await openFilled();
      answers.push(noAnswer, failure);
      await checkout.place();
      await checkout.resend();
      expect(checkout.waiting.value?.mayHaveArrived).toBe(true);
    },
  );

  it('shows an unsettled order to its owner only', async () => {
    const device = createDevice();
    const ada = await openFilled(device);
    ada.answers.push(noAnswer);
    await ada.checkout.place();
    expect((await openCheckout(device, 'bob')).checkout.waiting.value).toBeUndefined();
    expect((await openCheckout(device, null)).checkout.waiting.value).toBeUndefined();
    expect((await openCheckout(device, 'ada')).checkout.waiting.value?.request.customerName).toBe('Ada');
  });

  it('keeps an order that is placed offline, over a reload, and sends it by itself once there is a network', async () => {
    const device = createDevice();
    const first = await openFilled(device);
    first.online.value = false;
    expect(await first.checkout.place()).toBeUndefined();
    expect([first.sent, first.checkout.trouble.value, first.cart.count.value]).toEqual([[], undefined, 1]);
    expect(first.checkout.waiting.value).toMatchObject({ mayHaveArrived: false, waits: true });
    expect(first.checkout.isDue.value).toBe(false);
    const key = first.checkout.waiting.value?.idempotencyKey;

    const { checkout, cart, sent } = await openCheckout(device);
    expect(checkout.isDue.value).toBe(true);
    await checkout.sendDue();
    expect(sent.map(({ key }) => key)).toEqual([key]);
    expect([checkout.waiting.value, checkout.isDue.value, cart.count.value]).toEqual([undefined, false, 0]);
    expect([checkout.sent.value, first.checkout.sent.value]).toEqual([ORDER_ID, ORDER_ID]);
    checkout.forgetSent();
    expect(first.checkout.sent.value).toBeUndefined();
  });

  it('sends it as the same order until there is an answer, and says nothing of the tries', async () => {
    const { checkout, online, sent, answers } = await openFilled();
    online.value = false;
    await checkout.place();
    online.value = true;
    answers.push(noAnswer, problem(503, 'outcome-unknown'), problem(429, 'throttled'), { kind: 'signed-out' });
    for (let time = 0; time < 4; time += 1) await checkout.sendDue();
    expect(checkout.waiting.value).toMatchObject({ mayHaveArrived: true, waits: true });
    expect(checkout.trouble.value).toBeUndefined();
    await checkout.sendDue();
    expect(sent).toHaveLength(5);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(checkout.sent.value).toBe(ORDER_ID);
  });

  it('says that an order that waited was refused, and keeps the cart', async () => {
    const { checkout, cart, online, answers } = await openFilled();
    online.value = false;
    await checkout.place();
    online.value = true;
    const refusal = problem(403, 'email-not-verified');
    answers.push(refusal);
    await checkout.sendDue();
    expect([checkout.trouble.value, checkout.waiting.value, cart.count.value]).toEqual([refusal, undefined, 1]);
  });

  it('leaves an order to its owner that may have arrived and is refused when it is sent again', async () => {
    const { checkout, online, answers } = await openFilled();
    online.value = false;
    await checkout.place();
    online.value = true;
    answers.push(noAnswer, problem(400, 'invalid-request'));
    await checkout.sendDue();
    await checkout.sendDue();
    expect(checkout.waiting.value).toMatchObject({ mayHaveArrived: true, waits: false });
    expect(checkout.isDue.value).toBe(false);
  });

  it('has an order wait whose network goes while it is on its way', async () => {
    const { checkout, online, answers, letGo } = await openFilled();
    answers.push('held');
    const placing = checkout.place();
    await Promise.resolve();
    online.value = false;
    online.value = true;
    letGo(noAnswer);
    await placing;
    expect(checkout.waiting.value).toMatchObject({ mayHaveArrived: true, waits: true });
    expect(checkout.isDue.value).toBe(true);
  });

  it('sends it from one of two tabs, and takes it out of the cart once', async () => {
    const device = createDevice();
    const first = await openFilled(device);
    first.online.value = false;
    await first.checkout.place();
    const second = await openCheckout(device);
    first.online.value = true;
    second.cart.add(laptop);
    await Promise.all([first.checkout.sendDue(), second.checkout.sendDue()]);
    expect([...first.sent, ...second.sent]).toHaveLength(1);
    expect(second.cart.count.value).toBe(1);
  });

  it('does not bring back an order that another tab has given up while it was on its way', async () => {
    const device = createDevice();
    const first = await openFilled(device);
    first.answers.push('held');
    const placing = first.checkout.place();
    await Promise.resolve();
    (await openCheckout(device)).checkout.abandon();
    first.letGo(noAnswer);
    await placing;
    expect(first.checkout.waiting.value).toBeUndefined();
  });

  it('does not send what was kept before there was a network to wait for', async () => {
    const device = createDevice();
    const request = { customerName: 'Ada', items: [{ product: 'Laptop', quantity: 1 }] };
    device.values.set('shop.outbox.ada', JSON.stringify({ idempotencyKey: 'old', request, mayHaveArrived: true }));
    const { checkout } = await openCheckout(device);
    expect(checkout.waiting.value).toMatchObject({ idempotencyKey: 'old', waits: false });
    expect(checkout.isDue.value).toBe(false);
  });

  it.each([
    ['', 'missing'],
    ['   ', 'missing'],
    ['x'.repeat(101), 'too-long'],
    ['A\u0007da', 'characters'],
  ])('does not send the name %j', async (name, fault) => {
    const { checkout, draft, sent } = await openFilled();
    draft.setCustomerName(name);
    await checkout.place();
    expect(checkout.trouble.value).toEqual({ kind: 'fields', name: fault, address: {} });
    expect(sent).toEqual([]);
  });

  it('does not send an incomplete address, and says of each field what is wrong', async () => {
    const { checkout, draft, sent } = await openFilled();
    typeAddress(draft, { street: ' ', city: 'x'.repeat(101), country: 'US' });
    await checkout.place();
    expect(checkout.trouble.value).toEqual({
      kind: 'fields',
      name: undefined,
      address: { street: 'missing', city: 'too-long', country: 'country' },
    });
    expect(sent).toEqual([]);
  });

  it('sends an order again with its own address, whatever was typed since', async () => {
    const device = createDevice();
    const first = await openFilled(device);
    first.answers.push(noAnswer);
    await first.checkout.place();
    const reloaded = await openCheckout(device);
    typeAddress(reloaded.draft, { street: 'Elsewhere 1' });
    await reloaded.checkout.resend();
    expect(reloaded.sent).toEqual(first.sent);
  });

  it('remembers name and address for the next order, also in another tab', async () => {
    const device = createDevice();
    const { checkout } = await openFilled(device);
    await checkout.place();
    const { draft } = await openCheckout(device);
    expect(draft.customerName.value).toBe('Ada');
    expect(draft.address.value).toMatchObject(ADDRESS);
    draft.clear();
    expect([...device.values.keys()]).toEqual([]);
  });

  it('takes a name that was kept before there were addresses', async () => {
    const device = createDevice();
    device.values.set('shop.draft', '{"customerName":"Ada"}');
    const { draft } = await openCheckout(device);
    expect(draft.customerName.value).toBe('Ada');
    expect(draft.address.value.street).toBe('');
  });

  it('does not send what the catalogue no longer has', async () => {
    const device = createDevice();
    device.values.set('shop.cart', '[{"product":"Gone","quantity":1}]');
    const { checkout, draft, sent } = await openCheckout(device);
    draft.setCustomerName('Ada');
    typeAddress(draft, ADDRESS);
    await checkout.place();
    expect(checkout.lines.value[0]?.obstacle).toBe('gone');
    expect(checkout.trouble.value).toEqual({ kind: 'lines' });
    expect(sent).toEqual([]);
  });

  it('knows which order was placed just now, until its page is left', async () => {
    const { checkout, answers } = await openFilled();
    answers.push({ kind: 'no-answer' });
    await checkout.place();
    expect(checkout.placed.value).toBeUndefined();
    await checkout.resend();
    expect(checkout.placed.value).toBe(ORDER_ID);
    checkout.forgetPlaced();
    expect(checkout.placed.value).toBeUndefined();
  });

  it('says what changed since the cart was filled, until the prices are accepted', async () => {
    const { checkout, cart } = await openFilled();
    expect(checkout.changes.value).toEqual([]);
    cart.seenPrices.accept([{ ...laptop, unitPriceCents: 100_000 }]);
    expect(checkout.changes.value).toMatchObject([
      { kind: 'price', name: laptop.name, before: { cents: 100_000 }, now: { cents: laptop.unitPriceCents } },
    ]);
    checkout.acceptPrices();
    expect(checkout.changes.value).toEqual([]);
  });
});

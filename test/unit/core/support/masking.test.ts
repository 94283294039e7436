import { describe, expect, it } from 'vitest';
import { MASKED } from '../../../../lambdas/core/contract/masked.ts';
import { maskAnswer } from '../../../../lambdas/core/support/masking.ts';

const order = { orderId: '7K3M-9QXT-2V5H-A1BC', customerName: 'Max "The Boss" Zq', email: 'zq@example.com' };
const masked = { ...order, customerName: MASKED, email: MASKED };

describe('what a viewer is shown', () => {
  it('has no personal member, however deep it lies as JSON within JSON', () => {
    const within = (value: unknown, depth: number): unknown =>
      depth === 0 ? value : { Payload: JSON.stringify(within(value, depth - 1)) };
    for (let depth = 0; depth < 5; depth += 1) {
      expect(maskAnswer({ events: [within(order, depth)] })).toEqual({ events: [within(masked, depth)] });
    }
    expect(maskAnswer(JSON.stringify(JSON.stringify(order)))).toBe(JSON.stringify(JSON.stringify(masked)));
  });

  it.each([
    ['cut off', JSON.stringify(order).slice(0, -3)],
    ['quoted by a service', `The path could not be found in the input '${JSON.stringify(order)}'`],
    ['with escaped marks', `input was ${JSON.stringify(JSON.stringify(order))} there`],
    ['as an address', `States.Runtime: {"deliveryAddress":{"street":"Zq 1"`],
  ])('has no text that names a personal member and cannot be taken apart: %s', (_, cause) => {
    expect(maskAnswer({ cause })).toEqual({ cause: MASKED });
  });

  it('has no address of a mailbox in any text but that of a colleague who acted', () => {
    expect(maskAnswer({ cause: 'Mailbox zq@example.com is full', by: 'sue@example.com' })).toEqual({
      cause: `Mailbox ${MASKED} is full`,
      by: 'sue@example.com',
    });
  });

  it('has the language of the order', () => {
    expect(maskAnswer({ customerName: 'Zq', language: 'de' })).toEqual({ customerName: MASKED, language: 'de' });
  });

  it('has a delivery address without all but the country', () => {
    const deliveryAddress = { street: 'Zq 1', city: 'Zq', country: 'DE' };
    expect(maskAnswer({ deliveryAddress })).toEqual({
      deliveryAddress: { street: MASKED, city: MASKED, country: 'DE' },
    });
  });

  it('names a product as the catalogue does, and not as a customer typed it', () => {
    const priced = { product: 'laptop', name: 'Laptop', quantity: 1, unitPriceCents: 5 };
    const typed = { product: 'Zq', quantity: 1 };
    const items = [priced];
    expect(maskAnswer({ product: 'laptop', quantity: 1, items })).toEqual({ product: 'laptop', quantity: 1, items });
    expect(maskAnswer({ product: 'Zq + 1 more', quantity: 2, items: [typed, priced] })).toEqual({
      product: MASKED,
      quantity: 2,
      items: [{ product: MASKED, quantity: 1 }, priced],
    });
    expect(maskAnswer({ changes: [{ kind: 'gone', line: 1, name: 'Zq' }] })).toEqual({
      changes: [{ kind: 'gone', line: 1, name: MASKED }],
    });
    const products = [{ product: 'laptop', name: 'Laptop', unitPriceCents: 5, stock: 3 }];
    expect(maskAnswer({ products })).toEqual({ products });
  });

  it('tells why an order was rejected, and not what was typed', () => {
    const reasons = ['There is no product “Zq ” Zq” in the shop.', 'Too many.'];
    expect(maskAnswer({ reasons })).toEqual({ reasons: [`There is no product ${MASKED} in the shop.`, 'Too many.'] });
    const grounds = [{ code: 'too-many', name: 'Zq', wanted: 3, most: 2 }, { code: 'not-approved', said: 'Zq' }, 'Zq'];
    expect(maskAnswer({ grounds })).toEqual({
      grounds: [{ code: 'too-many', name: MASKED, wanted: 3, most: 2 }, { code: 'not-approved', said: MASKED }, MASKED],
    });
  });

  it('keeps a text out of which nothing is taken as it is written, and the definition whole', () => {
    const answer = { definition: '{ "customerName": "{% $x %}" }', execution: { input: '{ "a" : 1.0 }' } };
    expect(maskAnswer(answer)).toEqual(answer);
  });
});

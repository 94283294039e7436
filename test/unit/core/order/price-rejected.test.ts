import { describe, expect, it } from 'vitest';
import { createPersistOrder } from '../../../../lambdas/core/order/persist-order.ts';
import { createPriceRejected } from '../../../../lambdas/core/order/price-rejected.ts';
import { TemporarilyUnavailable } from '../../../../lambdas/core/shared/temporarily-unavailable.ts';
import { UnreadableItem } from '../../../../lambdas/core/shared/unreadable-item.ts';
import {
  anOrder,
  aProduct,
  aReceivedRecord,
  fakeCatalogue,
  fakeOrderStore,
  fixedClock,
} from '../../../helpers/factories.ts';

const laptops = { product: 'Laptop', quantity: 2 };
const unicorns = { product: 'Unicorn', quantity: 1 };
const rejected = (...items: { product: string; quantity: number }[]) => ({ ...anOrder({ items }), reasons: ['No.'] });

describe('a rejected order', () => {
  it('tells names, prices and total of what the catalogue knows', async () => {
    expect(await createPriceRejected(fakeCatalogue(aProduct()))(rejected(laptops))).toMatchObject({
      items: [{ ...laptops, name: 'Laptop 14"', unitPriceCents: 129_900 }],
      totalCents: 259_800,
      currency: 'EUR',
    });
  });

  it('tells what is known where not all is, and no total', async () => {
    const order = await createPriceRejected(fakeCatalogue(aProduct()))(rejected(laptops, unicorns));
    expect(order.items).toEqual([{ ...laptops, name: 'Laptop 14"', unitPriceCents: 129_900 }, unicorns]);
    expect(order.currency).toBe('EUR');
    expect(order).not.toHaveProperty('totalCents');
  });

  it.each([
    ['knows nothing of it', fakeCatalogue()],
    ['has it in two currencies', fakeCatalogue(aProduct(), aProduct({ product: 'Unicorn', currency: 'USD' }))],
  ])('stays as it is where the catalogue %s', async (_, catalogue) => {
    const order = rejected(laptops, unicorns);
    expect(await createPriceRejected(catalogue)(order)).toEqual(order);
  });

  it.each([
    ['cannot be reached', new TemporarilyUnavailable('throttled')],
    ['is damaged', new UnreadableItem({ table: 'Products', key: 'Laptop', reason: 'no price' })],
  ])('does not wait for a catalogue that %s', async (_, error) => {
    const order = rejected(laptops);
    expect(await createPriceRejected({ find: () => Promise.reject(error) })(order)).toEqual(order);
  });

  it('fails where the catalogue is refused, so that somebody learns of it', async () => {
    const denied = createPriceRejected({ find: () => Promise.reject(new Error('AccessDeniedException')) });
    await expect(denied(rejected(laptops))).rejects.toThrow('AccessDenied');
  });

  it('is recorded so', async () => {
    const price = createPriceRejected(fakeCatalogue(aProduct()));
    const record = aReceivedRecord({ items: [laptops] });
    const persist = createPersistOrder(fakeOrderStore(record), fixedClock(), () => {}, price);
    expect(await persist({ status: 'Rejected', order: rejected(laptops) })).toMatchObject({
      status: 'Rejected',
      reasons: ['No.'],
      totalCents: 259_800,
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import { createCart } from '../../../site/src/stores/cart.ts';
import { cartChanges } from '../../../site/src/stores/changes.ts';
import { showLines } from '../../../site/src/stores/order-lines.ts';
import { createDevice, product } from './fakes.ts';

/** A cart with three lamps, and what it says of the catalogue of today. */
const changesBy = (now: Partial<Product> | undefined, quantity = 3) => {
  const cart = createCart(createDevice().openTab());
  cart.add(product('Lamp', { stock: 9 }), quantity);
  const catalogue = new Map(now && [['Lamp', product('Lamp', now)]]);
  return cartChanges(showLines(cart.lines.value, catalogue), cart.seenPrices);
};
const price = (cents: number, currency = 'EUR') => ({
  kind: 'price',
  name: 'Lamp',
  before: { product: 'Lamp', cents: 1000, currency: 'EUR' },
  now: { cents, currency },
});

describe('what changed since the cart was filled', () => {
  it.each([
    ['nothing', {}, []],
    ['a name', { name: 'Lamp' }, []],
    ['fewer, but enough', { stock: 3 }, []],
    ['a higher price', { unitPriceCents: 1100 }, [price(1100)]],
    ['a lower price', { unitPriceCents: 900 }, [price(900)]],
    ['another currency', { currency: 'CHF' }, [price(1000, 'CHF')]],
    ['that it is gone', undefined, [{ kind: 'gone', name: 'Lamp' }]],
    ['that it is not on sale', { available: false, unitPriceCents: 5 }, [{ kind: 'unavailable', name: 'Lamp' }]],
    ['that it is sold out', { stock: 0, unitPriceCents: 5 }, [{ kind: 'sold-out', name: 'Lamp' }]],
    ['that fewer are left', { stock: 2 }, [{ kind: 'fewer', name: 'Lamp', left: 2, wanted: 3 }]],
    [
      'that fewer are left, at another price',
      { stock: 2, unitPriceCents: 1100 },
      [{ kind: 'fewer', name: 'Lamp', left: 2, wanted: 3 }, price(1100)],
    ],
  ])('is %s', (_, now, changes) => {
    expect(changesBy(now)).toEqual(changes);
  });
});

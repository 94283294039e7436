import type { Product } from '../../lambdas/core/contract/product.ts';
import type { PlacedOrder } from '../faults/oversell-customers.ts';
import { createRandom } from '../fuzz/random.ts';

const common = { description: 'Of a storm.', currency: 'EUR', maxPerOrder: 5, available: true };

/** Enough of it for everybody. */
const plentyFor = (orders: number): readonly Product[] =>
  ['Plenty 0', 'Plenty 1', 'Plenty 2', 'Plenty 3', 'Plenty 4', 'Plenty 5'].map((product) => ({
    ...{ ...common, product, name: product, unitPriceCents: 1_000 },
    stock: 3 * orders,
  }));

/** Less of it than is asked for. */
const scarceFor = (orders: number): readonly Product[] =>
  ['Scarce 0', 'Scarce 1', 'Scarce 2', 'Scarce 3'].map((product) => ({
    ...{ ...common, product, name: product, unitPriceCents: 1_000 },
    stock: Math.ceil(orders / 80),
  }));

/** So dear that a person looks at each order of it. */
const dearFor = (orders: number): Product => ({
  ...{ ...common, product: 'Dear', name: 'Dear', unitPriceCents: 1_000_001 },
  stock: orders,
});

/** What is in stock before the orders come, all of it counted. */
export const productsFor = (orders: number): readonly Product[] => [
  ...plentyFor(orders),
  ...scarceFor(orders),
  dearFor(orders),
];

const CUSTOMERS = ['accepts', 'accepts', 'declines', 'cancels the question', 'stays silent'] as const;
const REVIEWS = ['is approved', 'is approved', 'is turned down'] as const;

/** Most orders go well. Of twenty, one is cancelled afterwards, three want what is scarce, one was seen at another price and one is
 * reviewed; what people then do is each one's own. */
export const castOf = (count: number, seed: number): readonly PlacedOrder[] => {
  const random = createRandom(seed);
  const products = productsFor(count).map(({ product }) => product);
  const plenty = products.filter((product) => product.startsWith('Plenty'));
  const scarce = products.filter((product) => product.startsWith('Scarce'));
  const lines = (names: readonly string[]) => {
    const line = () => ({ product: random.pick(names), quantity: 1 + random.integer(3) });
    return random.chance(0.3) ? [line(), line()] : [line()];
  };
  return Array.from({ length: count }, (_, index) => {
    const draw = random.integer(20);
    const placed = (body: object, habit: PlacedOrder['habit']): PlacedOrder => ({
      key: `order-${index}`,
      body: JSON.stringify({ customerName: 'Ada Byron', ...body }),
      habit,
    });
    if (draw === 0) return placed({ items: [{ product: 'Dear', quantity: 1 }] }, random.pick(REVIEWS));
    if (draw === 1) return placed({ items: lines(plenty), expectedTotalCents: 1 }, random.pick(CUSTOMERS));
    if (draw <= 4) return placed({ items: lines(scarce) }, random.pick(CUSTOMERS));
    return placed({ items: lines(plenty) }, draw === 5 ? 'cancels afterwards' : 'accepts');
  });
};

import { billOf, type Inventory, type Item, type UnitsPerOrder } from './cost-model.ts';
import { prices } from './prices.ts';

/** Orders a month for which docs/cost.md has the bill. */
const VOLUMES = [1_000, 100_000, 10_000_000] as const;

const money = (dollars: number): string => {
  if (dollars === 0) return '0';
  if (dollars < 0.01) return '< 0.01';
  return dollars.toLocaleString(
    'en-US',
    dollars < 100 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumFractionDigits: 0 },
  );
};

const total = (items: readonly Item[]): number => items.reduce((sum, { dollars }) => sum + dollars, 0);

/** The bill of each volume, item by item, the dearest of ten million first; and what a million orders cost at each. */
export const costTable = (units: UnitsPerOrder, inventory: Inventory): string => {
  const bills = VOLUMES.map((orders) => billOf(orders, units, inventory));
  const [small = [], , large = []] = bills;
  const order = large.map(({ dollars }, index) => ({ dollars, index })).toSorted((a, b) => b.dollars - a.dollars);
  const rows = order.map(({ index }) => {
    const { name, basis } = small[index] ?? { name: '', basis: '' };
    return `| ${name} | ${basis} | ${bills.map((items) => money(items[index]?.dollars ?? 0)).join(' | ')} |`;
  });
  const perMillion = (counts: (item: Item) => boolean): string =>
    VOLUMES.map((orders, index) => money((total((bills[index] ?? []).filter(counts)) * 1e6) / orders)).join(' | ');
  return [
    `Dollars a month, prices of ${prices.region} as of ${prices.asOf}:`,
    '',
    `| item | counted | ${VOLUMES.map((orders) => `${orders.toLocaleString('en-US')} orders`).join(' | ')} |`,
    '|---|---|--:|--:|--:|',
    ...rows,
    `| **all** | | ${bills.map((items) => `**${money(total(items))}**`).join(' | ')} |`,
    `| a million orders at that rate | | ${perMillion(() => true)} |`,
    `| the same, people apart | | ${perMillion(({ name }) => !name.startsWith('Cognito'))} |`,
  ].join('\n');
};

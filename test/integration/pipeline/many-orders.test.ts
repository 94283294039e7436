import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeOrders } from '../../helpers/many-orders.ts';
import { type Account, type Shop, shopper, startShop, support } from '../../helpers/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.engine.dispose());

/** The read units of one page, and how many orders and pages the list has in all. */
const readList = async (account: Account) => {
  const token = await shop.token(account);
  const units = (): number => shop.engine.usage()['dynamodb.rru'] ?? 0;
  const before = units();
  let page = await shop.send('GET', 'orders', { token });
  const unitsOfOnePage = units() - before;
  const seen: Record<string, unknown>[] = [];
  let pages = 1;
  for (;;) {
    seen.push(...(page.body.orders as Record<string, unknown>[]));
    if (page.body.cursor === undefined) return { unitsOfOnePage, pages, seen };
    page = await shop.send('GET', `orders?cursor=${encodeURIComponent(String(page.body.cursor))}`, { token });
    pages += 1;
  }
};

it('a page of a customer with 10,000 orders costs as much as one of a customer with 21', async () => {
  await writeOrders(shop.clients.tables, 'Orders', await shop.token(shopper), 10_000);
  await writeOrders(shop.clients.tables, 'Orders', await shop.token(support), 21);
  const many = await readList(shopper);
  const few = await readList(support);
  expect(many.unitsOfOnePage).toBe(few.unitsOfOnePage);
  expect([many.pages, few.pages]).toEqual([500, 2]);
  expect(new Set(many.seen.map(({ orderId }) => orderId)).size).toBe(10_000);
  const timestamps = many.seen.map(({ timestamp }) => String(timestamp));
  expect(timestamps).toEqual(timestamps.toSorted().toReversed());
}, 120_000);

import { expect, it, vi } from 'vitest';
import type { ShopApi } from '../../../site/src/api/shop-api.ts';
import { createCatalogue } from '../../../site/src/stores/catalogue.ts';
import { product } from './fakes.ts';

it('the catalogue is fetched once, however many pages want it, and anew when it is loaded', async () => {
  const products = vi.fn<ShopApi['products']>(async () => ({ ok: true, value: { products: [product('Lamp')] } }));
  const catalogue = createCatalogue({ products });
  expect(products).not.toHaveBeenCalled();
  catalogue.want();
  catalogue.want();
  await vi.waitUntil(() => catalogue.state.value.status === 'ready');
  catalogue.want();
  expect(products).toHaveBeenCalledTimes(1);
  expect(catalogue.nameOf('Lamp')).toBe('Lamp');
  expect(await catalogue.load()).toBeUndefined();
  expect(products).toHaveBeenCalledTimes(2);
});

it('a catalogue that was kept from earlier is overdue until the shop answers', async () => {
  const answers = ['2025-11-03T13:00:00Z', undefined];
  const catalogue = createCatalogue({
    products: async () => ({ ok: true, value: { products: [product('Lamp')] }, seenAt: answers.shift() }),
  });
  expect(catalogue.isOverdue.value).toBe(false);
  await catalogue.load();
  expect(catalogue.state.value).toMatchObject({ status: 'ready', seenAt: '2025-11-03T13:00:00Z' });
  expect(catalogue.isOverdue.value).toBe(true);
  await catalogue.load();
  expect(catalogue.isOverdue.value).toBe(false);
});

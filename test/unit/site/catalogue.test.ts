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

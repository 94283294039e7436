import type { Product } from '../../../lambdas/core/contract/product.ts';
import { SHOP_NAME } from '../../../lambdas/core/contract/shop.ts';

/** A thing of schema.org: its type, and what is said of it. */
export interface Thing {
  type: string;
  properties: Readonly<Record<string, string | Thing>>;
}

const VOCABULARY = 'https://schema.org/';

const availabilityOf = ({ available, stock }: Product): string => {
  if (!available) return `${VOCABULARY}OutOfStock`;
  return VOCABULARY + (stock === 0 ? 'SoldOut' : 'InStock');
};

const thing = (name: string, properties: Thing['properties']): Thing => ({ type: VOCABULARY + name, properties });

/** What search engines read of a product at an address: https://developers.google.com/search/docs/appearance/structured-data/product. */
export const productData = (product: Product, url: string): Thing =>
  thing('Product', {
    name: product.name,
    description: product.description,
    sku: product.product,
    url,
    offers: thing('Offer', {
      url,
      price: (product.unitPriceCents / 100).toFixed(2),
      priceCurrency: product.currency,
      availability: availabilityOf(product),
      seller: thing('Organization', { name: SHOP_NAME }),
    }),
  });

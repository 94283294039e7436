import { type KeptProduct, keptProductSchema } from '../../lambdas/core/catalogue/kept-product.ts';
import type { ProductDesk } from '../../lambdas/core/catalogue/ports.ts';
import type { Product } from '../../lambdas/core/contract/product.ts';
import type { StockChange } from '../../lambdas/core/contract/support-products.ts';

const stockAfter = (stock: number | undefined, change: StockChange): number | undefined | 'refused' => {
  if (change.change === 'start-counting') return stock === undefined ? change.units : 'refused';
  if (stock === undefined) return 'refused';
  if (change.change === 'stop-counting') return undefined;
  if (change.change === 'add') return stock + change.units;
  return stock >= change.units ? stock - change.units : 'refused';
};

/** Support's side of a catalogue of these products, with the real one's conditions. */
export const fakeProductDesk = (...initial: Product[]): ProductDesk & { kept: Map<string, KeptProduct> } => {
  const kept = new Map(initial.map((product) => [product.product, keptProductSchema.parse(product)]));
  const put = (product: KeptProduct): KeptProduct => {
    kept.set(product.product, product);
    return product;
  };
  return {
    kept,
    all: async () => ({ products: [...kept.values()], unreadable: [] }),
    get: async (product) => kept.get(product),
    write: async (product, text, seenVersion) => {
      const before = kept.get(product);
      if (before?.version !== seenVersion) return undefined;
      return put(keptProductSchema.parse({ ...before, ...text, product, version: (seenVersion ?? 0) + 1 }));
    },
    changeStock: async (seen, change, noted) => {
      const before = kept.get(seen.product);
      const stock = stockAfter(before?.stock, change);
      if (before?.stockRevision !== seen.stockRevision || stock === 'refused') return undefined;
      const { stock: _, ...rest } = before;
      const revision = seen.stockRevision + 1;
      return put({ ...rest, ...(stock !== undefined && { stock }), stockRevision: revision, stockChanges: [...noted] });
    },
  };
};

import {
  type ProductText,
  type ProductWrite,
  productTextSchema,
  type SupportProduct,
} from '../contract/support-products.ts';
import { type KeptProduct, shownToSupport } from './kept-product.ts';
import type { ProductDesk } from './ports.ts';

/** Why a product is not written. */
export type WriteRefusal = 'product-not-found' | 'product-exists' | 'product-changed';

/** What writing a product came to. */
interface ProductWritten {
  product: SupportProduct;
  /** As it was before this write; undefined where it is new. */
  before: KeptProduct | undefined;
}

const MEMBERS = productTextSchema.keyof().options;

const isSame = (stored: KeptProduct, wanted: ProductText): boolean =>
  MEMBERS.every((member) => stored[member] === wanted[member]);

/** Whether a write of this version may go ahead, is done already by an earlier try of it, or is refused. */
const judge = (
  stored: KeptProduct | undefined,
  wanted: ProductText,
  version: number | undefined,
): 'write' | 'done' | WriteRefusal => {
  if (stored === undefined) return version === undefined ? 'write' : 'product-not-found';
  // A new product has version 1, as any other has after its first write.
  const isNext = stored.version === (version ?? 0) + 1;
  if (isSame(stored, wanted) && (isNext || stored.version === version)) return 'done';
  if (version === undefined) return 'product-exists';
  return stored.version === version ? 'write' : 'product-changed';
};

/** Makes the use case "write a product": all of it but its stock, against the version that was seen, so that of two people who
 * edit at once the second is told. The same write once more changes nothing. */
export const createWriteProduct =
  (desk: Pick<ProductDesk, 'get' | 'write'>) =>
  async (key: string, { version, ...wanted }: ProductWrite): Promise<ProductWritten | WriteRefusal> => {
    const before = await desk.get(key);
    const verdict = judge(before, wanted, version);
    if (verdict === 'write') {
      const product = await desk.write(key, wanted, version);
      if (product) return { product: shownToSupport(product), before };
    } else if (verdict !== 'done') return verdict;
    // Somebody came between, or an earlier try of this very write did, whose answer was lost.
    const since = verdict === 'done' ? before : await desk.get(key);
    const after = judge(since, wanted, version);
    if (after === 'done' && since) return { product: shownToSupport(since), before };
    return after === 'write' || after === 'done' ? 'product-changed' : after;
  };

/** What a write changed, for the audit line: prices, limits and the like with both values, texts by their names alone. */
export const sayChanges = (before: KeptProduct | undefined, product: SupportProduct): string =>
  MEMBERS.filter((member) => before?.[member] !== product[member])
    .map((member) => {
      if (member === 'name' || member === 'description') return member;
      return before === undefined
        ? `${member} ${product[member]}`
        : `${member} ${before[member]} -> ${product[member]}`;
    })
    .join(', ');

import type { StockChange, SupportProduct } from '../contract/support-products.ts';
import { TemporarilyUnavailable } from '../shared/temporarily-unavailable.ts';
import { type KeptProduct, shownToSupport } from './kept-product.ts';
import type { ProductDesk } from './ports.ts';

/** Why a stock is not changed. */
export type StockRefusal =
  | 'product-not-found'
  | 'stock-not-counted'
  | 'stock-counted'
  | 'too-little-stock'
  | 'stock-changed'
  | 'idempotency-key-reused';

/** What changing a stock needs. */
interface StockDependencies {
  desk: Pick<ProductDesk, 'get' | 'changeStock'>;
  /** Few characters that stand for a text. */
  shortHash(text: string): string;
}

/** A change that is wanted: by whom and under which key, so that a repetition of it is known. */
export interface WantedChange {
  actor: string;
  idempotencyKey: string;
  change: StockChange;
}

/** What changing a stock came to; `repeated` where an earlier try of it had done so. */
interface StockChanged {
  product: SupportProduct;
  repeated: boolean;
}

/** So few that an item stays below the kilobyte that orders for it are billed by. */
const CHANGES_NOTED = 8;

const MAX_TRIES = 5;

const sayChange = (change: StockChange): string =>
  'units' in change ? `${change.change} ${change.units}` : change.change;

/** A change that was seen against a revision this far back may have been made and its note be gone: it is not made, as nobody
 * could tell whether that were the second time. */
const isTooOld = ({ revision }: StockChange, { stockRevision, stockChanges }: KeptProduct): boolean =>
  revision > stockRevision || stockRevision - revision > stockChanges.length;

const refusalOf = (change: StockChange, kept: KeptProduct): StockRefusal | undefined => {
  if (isTooOld(change, kept)) return 'stock-changed';
  if (change.change === 'start-counting') return kept.stock === undefined ? undefined : 'stock-counted';
  if (kept.stock === undefined) return 'stock-not-counted';
  return change.change === 'take' && kept.stock < change.units ? 'too-little-stock' : undefined;
};

/** Makes the use case "change a product's stock": by adding or taking, never by a number that orders have changed since. A change
 * that is sent again, whenever that is, is not made again. */
export const createChangeStock =
  ({ desk, shortHash }: StockDependencies) =>
  async (key: string, { actor, idempotencyKey, change }: WantedChange): Promise<StockChanged | StockRefusal> => {
    const mark = shortHash(`${actor}\n${idempotencyKey}`);
    const note = `${mark} ${sayChange(change)}`;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const kept = await desk.get(key);
      if (!kept) return 'product-not-found';
      const noted = kept.stockChanges.find((text) => text.startsWith(`${mark} `));
      if (noted === note) return { product: shownToSupport(kept), repeated: true };
      if (noted !== undefined) return 'idempotency-key-reused';
      const refusal = refusalOf(change, kept);
      if (refusal) return refusal;
      const changed = await desk.changeStock(kept, change, [...kept.stockChanges, note].slice(-CHANGES_NOTED));
      if (changed) return { product: shownToSupport(changed), repeated: false };
    }
    throw new TemporarilyUnavailable('the stock of this product is changed by many at once');
  };

import type { StockRefusal } from '../../../core/catalogue/change-stock.ts';
import type { WriteRefusal } from '../../../core/catalogue/write-product.ts';

/** Why a product is not written, as support reads it. */
export const WRITE_REFUSALS: Readonly<Record<WriteRefusal, string>> = {
  'product-not-found': 'The shop has no product of this key.',
  'product-exists': 'To change it, say which version of it you saw.',
  'product-changed': 'It is not as you saw it any more. Look again, then change it as it is now.',
};

/** Why a stock is not changed, as support reads it. */
export const STOCK_REFUSALS: Readonly<Record<StockRefusal, string>> = {
  'product-not-found': 'The shop has no product of this key.',
  'stock-changed':
    'It was changed so often since you looked that nobody can tell whether this change is among them. Look again.',
  'stock-counted': 'Add to what is there, or take from it.',
  'stock-not-counted': 'There is always enough of it. Start counting it first.',
  'too-little-stock': 'Fewer are left than are to be taken. Nothing was taken.',
  'idempotency-key-reused': 'This key was used for another change of this product. Use a new one.',
};

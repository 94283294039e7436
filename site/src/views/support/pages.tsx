import { later } from '../later.tsx';

// Shoppers never need them.

/** `/support` */
export const LaterSearchPage = later(async () => (await import('./search/search-page.tsx')).SearchPage);
/** `/support/orders/{orderId}` */
export const LaterTracePage = later(async () => (await import('./order/trace-page.tsx')).TracePage);
/** `/support/failures` */
export const LaterFailuresPage = later(async () => (await import('./search/failures-page.tsx')).FailuresPage);
/** `/support/products` */
export const LaterProductsPage = later(async () => (await import('./products/products-page.tsx')).ProductsPage);
/** `/support/bulk` */
export const LaterBulksPage = later(async () => (await import('./bulk/bulks-page.tsx')).BulksPage);
/** `/support/bulk/{id}` */
export const LaterBulkPage = later(async () => (await import('./bulk/bulk-page.tsx')).BulkPage);
/** `/support/dead-letters` */
export const LaterDeadLettersPage = later(
  async () => (await import('./dead-letters/dead-letters-page.tsx')).DeadLettersPage,
);

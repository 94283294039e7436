import { lazy } from 'preact-iso';
import { Page } from '../page.tsx';

const NotLoaded = () => (
  <Page title="This page could not be loaded">
    <p>There was no answer, or the site has just been updated.</p>
    <p>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        Load it again
      </button>
    </p>
  </Page>
);

/** A page whose code is fetched when it is opened; shoppers never need it. */
const later = (load: () => Promise<() => preact.JSX.Element>) => lazy(() => load().catch(() => NotLoaded));

/** `/support` */
export const LaterSearchPage = later(async () => (await import('./search/search-page.tsx')).SearchPage);
/** `/support/orders/{orderId}` */
export const LaterTracePage = later(async () => (await import('./order/trace-page.tsx')).TracePage);
/** `/support/products` */
export const LaterProductsPage = later(async () => (await import('./products/products-page.tsx')).ProductsPage);
/** `/support/dead-letters` */
export const LaterDeadLettersPage = later(
  async () => (await import('./dead-letters/dead-letters-page.tsx')).DeadLettersPage,
);

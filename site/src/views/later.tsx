import { lazy } from 'preact-iso';
import { NotLoaded } from './not-loaded.tsx';
import { WithWords } from './with-words.tsx';

/** A page whose code is fetched when it is opened, or before by its `preload`. */
export const later = (load: () => Promise<() => preact.JSX.Element>) =>
  lazy(async () => {
    const page = await load().catch(() => NotLoaded);
    return () => <WithWords page={page} />;
  });

/** `/products/{product}`, which a shopper opens from the catalogue or by a link. */
export const LaterProductPage = later(async () => (await import('./product/product-page.tsx')).ProductPage);

/** `/orders`, which a shopper sees once there is an order. */
export const LaterOrdersPage = later(async () => (await import('./orders/orders-page.tsx')).OrdersPage);

/** `/orders/{orderId}`, which a shopper sees once there is an order. */
export const LaterOrderPage = later(async () => (await import('./order/order-page.tsx')).OrderPage);

/** `/checkout`, which a shopper needs once something is in the cart. */
export const LaterCheckoutPage = later(async () => (await import('./checkout/checkout-page.tsx')).CheckoutPage);

/** `/contact`. */
export const LaterContactPage = later(async () => (await import('./legal/contact-page.tsx')).ContactPage);

/** `/imprint`, `/terms` and `/privacy`. */
export const LaterLegalPage = later(async () => (await import('./legal/legal-page.tsx')).LegalPage);

import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ShopSettings } from '../../../lambdas/core/contract/shop.ts';
import type { Announcer } from '../stores/announcer.ts';
import type { Cart } from '../stores/cart.ts';
import type { Catalogue } from '../stores/catalogue.ts';
import type { Checkout } from '../stores/checkout.ts';
import type { Draft } from '../stores/draft.ts';
import type { Languages } from '../stores/languages.ts';
import type { OrdersParts } from '../stores/orders.ts';
import type { PutBack } from '../stores/put-back.ts';
import type { Session } from '../stores/session.ts';
import type { ShopTextsParts } from '../stores/shop-texts.ts';
import type { Support } from '../stores/support/support.ts';

/** All that views show and act on. */
export interface Shop {
  languages: Languages;
  session: Session;
  catalogue: Catalogue;
  cart: Cart;
  draft: Draft;
  checkout: Checkout;
  putBack: PutBack;
  /** Whether the browser has a network. */
  online: ReadonlySignal<boolean>;
  announcer: Announcer;
  /** Where the shop is, without a slash at its end: its own name, where it has one. */
  siteUrl: string;
  /** Whether customers get an e-mail about each order. */
  confirmations: boolean;
  /** Where the shop delivers to, by ISO 3166-1 alpha-2 codes. */
  deliveryCountries: readonly string[];
  /** How amounts and times are written, and how a person is reached. */
  settings: ShopSettings;
  /** What the pages of orders are made of. */
  orders: OrdersParts;
  /** What the texts of the law are made of. */
  texts: ShopTextsParts;
  /** Loads what only the support pages need. */
  openSupport(): Promise<Support>;
}

/** Where the app provides the shop. */
export const ShopContext = createContext<Shop | undefined>(undefined);

/** The shop that this view is part of. */
export const useShop = (): Shop => {
  const shop = useContext(ShopContext);
  if (shop === undefined) throw new Error('A view is used outside the app.');
  return shop;
};

import { useEffect, useLayoutEffect } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { headIn, nameAddress } from './document-head.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import {
  LaterCheckoutPage,
  LaterContactPage,
  LaterLegalPage,
  LaterOrderPage,
  LaterOrdersPage,
  LaterProductPage,
} from './later.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Notices } from './notices.tsx';
import { focusTitle } from './page.tsx';
import { ShopPage } from './shop/shop-page.tsx';
import { type Shop, ShopContext } from './shop-context.ts';
import { showsProducts } from './shows-products.ts';
import {
  LaterBulkPage,
  LaterBulksPage,
  LaterDeadLettersPage,
  LaterFailuresPage,
  LaterProductsPage,
  LaterSearchPage,
  LaterTracePage,
} from './support/pages.tsx';
import { useSay, WordsContext } from './words.tsx';

const LiveRegion = ({ shop }: { shop: Shop }) => (
  <div class="visually-hidden" role="status">
    {shop.announcer.text}
  </div>
);

/** Has fetched what a page needs, beside its code: the catalogue, and the words of all pages but the catalogue's. Names the page's
 * address. */
const Wishes = ({ shop: { catalogue, languages, siteUrl } }: { shop: Shop }) => {
  const { path } = useLocation();
  useEffect(() => {
    if (path !== '/') void languages.wantWhole();
    if (showsProducts(path)) catalogue.want();
    return nameAddress(siteUrl, path);
  }, [path]);
  return null;
};

const SkipLink = () => (
  <a class="skip-link" href="#main">
    {useSay()('skip')}
  </a>
);

/** The whole site. */
export const App = ({ shop }: { shop: Shop }) => {
  const words = shop.languages.words.value;
  useLayoutEffect(() => {
    if (words) headIn(words.language, words.say('description'));
  }, [words]);
  return (
    <ShopContext.Provider value={shop}>
      <WordsContext.Provider value={words}>
        <LocationProvider>
          <SkipLink />
          <Header />
          <Notices />
          <main id="main" class="main" tabIndex={-1}>
            <Router onRouteChange={focusTitle}>
              <Route path="/" component={ShopPage} />
              <Route path="/checkout" component={LaterCheckoutPage} />
              <Route path="/products/:product" component={LaterProductPage} />
              <Route path="/orders" component={LaterOrdersPage} />
              <Route path="/orders/:orderId" component={LaterOrderPage} />
              <Route path="/contact" component={LaterContactPage} />
              <Route path="/imprint" component={LaterLegalPage} />
              <Route path="/terms" component={LaterLegalPage} />
              <Route path="/privacy" component={LaterLegalPage} />
              <Route path="/support" component={LaterSearchPage} />
              <Route path="/support/orders/:orderId" component={LaterTracePage} />
              <Route path="/support/failures" component={LaterFailuresPage} />
              <Route path="/support/products" component={LaterProductsPage} />
              <Route path="/support/bulk" component={LaterBulksPage} />
              <Route path="/support/bulk/:id" component={LaterBulkPage} />
              <Route path="/support/dead-letters" component={LaterDeadLettersPage} />
              <Route default component={NotFoundPage} />
            </Router>
          </main>
          <Footer />
          <LiveRegion shop={shop} />
          <Wishes shop={shop} />
        </LocationProvider>
      </WordsContext.Provider>
    </ShopContext.Provider>
  );
};

import { Page } from './page.tsx';

/** For addresses that lead nowhere. */
export const NotFoundPage = () => (
  <Page title="There is no such page">
    <p>The address may be mistyped, or the page is gone.</p>
    <p>
      <a class="button" href="/">
        To the shop
      </a>
    </p>
  </Page>
);

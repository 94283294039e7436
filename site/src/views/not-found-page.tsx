import { useLayoutEffect } from 'preact/hooks';
import { keepFromSearchEngines } from './keep-from-search-engines.ts';
import { Page } from './page.tsx';

/** For addresses that lead nowhere. */
export const NotFoundPage = () => {
  useLayoutEffect(keepFromSearchEngines, []);
  return (
    <Page title="There is no such page">
      <p>The address may be mistyped, or the page is gone.</p>
      <p>
        <a class="button" href="/">
          To the shop
        </a>
      </p>
    </Page>
  );
};

import { useLayoutEffect } from 'preact/hooks';
import { keepFromSearchEngines } from './keep-from-search-engines.ts';
import { Page } from './page.tsx';
import { useSay } from './words.tsx';

/** For addresses that lead nowhere. */
export const NotFoundPage = () => {
  useLayoutEffect(keepFromSearchEngines, []);
  const say = useSay();
  return (
    <Page title={say('notFound.title')}>
      <p>{say('notFound.text')}</p>
      <p>
        <a class="button" href="/">
          {say('toShop')}
        </a>
      </p>
    </Page>
  );
};

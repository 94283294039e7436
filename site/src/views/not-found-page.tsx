import { useLayoutEffect } from 'preact/hooks';
import { Page } from './page.tsx';

/** Pages of files cannot know which addresses are views, so that this one comes with status 200 (ADR 0012). */
const keepFromSearchEngines = (): (() => void) => {
  const robots = document.createElement('meta');
  robots.name = 'robots';
  robots.content = 'noindex';
  document.head.append(robots);
  return () => robots.remove();
};

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

import { useLayoutEffect } from 'preact/hooks';
import { SHOP_NAME } from '../../../lambdas/core/contract/shop.ts';

/** Instead of the shop, where its deployment is not complete. */
export const SetupError = ({ reason }: { reason: string }) => {
  useLayoutEffect(() => {
    document.title = `Not available – ${SHOP_NAME}`;
  }, []);
  return (
    <>
      <header class="header">
        <p class="brand">{SHOP_NAME}</p>
      </header>
      <main class="main">
        <h1>The shop is not available just now</h1>
        <p>Please try again in a moment.</p>
        <p>
          <a class="button" href="/">
            Try again
          </a>
        </p>
        <p class="muted">For those who run it: {reason}</p>
      </main>
    </>
  );
};

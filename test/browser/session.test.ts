import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { outputOf, support } from '../helpers/shop.ts';
import { describeInBrowser } from './site.ts';
import { openShop, signIn } from './steps.ts';

/** A minute before a token expires the page renews it; the browser's clock is moved there. */
const ALMOST_A_QUARTER_OF_AN_HOUR = '14:30';

const renewal = (page: Page) =>
  page.waitForResponse(
    (response) =>
      response.url().endsWith('/oauth2/token') &&
      (response.request().postData() ?? '').includes('grant_type=refresh_token'),
  );
const idToken = (page: Page): Promise<string> =>
  page.evaluate(
    `JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('shop.login.user:')))).id_token`,
  );

describeInBrowser('a sign-in', (site) => {
  const openSignedIn = async (email?: string): Promise<Page> => {
    const { page } = await site.visit();
    await page.clock.install();
    await openShop(page);
    await signIn(page, email);
    return page;
  };

  it('is renewed before its quarter of an hour is over, and nobody sees anything of it', async () => {
    const page = await openSignedIn();
    const first = await idToken(page);
    await page.evaluate('globalThis.sameDocument = true');
    const renewed = renewal(page);
    await page.clock.fastForward(ALMOST_A_QUARTER_OF_AN_HOUR);
    expect((await renewed).status()).toBe(200);
    await page.waitForFunction((before) => !JSON.stringify(localStorage).includes(before), first);
    await page.getByRole('link', { name: 'My orders' }).first().click();
    await page.getByRole('heading', { name: 'My orders' }).waitFor();
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
    expect(await page.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(true);
  });

  describe('of somebody who is taken out of support', () => {
    const member = (operation: 'AdminAddUserToGroup' | 'AdminRemoveUserFromGroup') =>
      site.shop.engine.call('cognito-idp', operation, {
        UserPoolId: outputOf(site.shop.engine, 'UserPoolId'),
        Username: support.email,
        GroupName: 'support',
      });

    it('offers no support any more from the next renewal on, and stays a sign-in of the shop', async () => {
      const page = await openSignedIn(support.email);
      const link = page.getByRole('navigation').getByRole('link', { name: 'Support' });
      await link.waitFor();
      await member('AdminRemoveUserFromGroup');
      const renewed = renewal(page);
      await page.clock.fastForward(ALMOST_A_QUARTER_OF_AN_HOUR);
      await renewed;
      await link.waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(true);
      await member('AdminAddUserToGroup');
    });
  });
});

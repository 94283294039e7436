import { inboxOf } from 'local-aws/testing';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { countryName, formatMoney } from '../../lambdas/core/contract/formats.ts';
import { SHOP_NAME } from '../../lambdas/core/contract/shop.ts';
import { SHOP_CONTEXT } from '../../local/synthesize.ts';
import { describeInBrowser } from './site.ts';
import { ADDRESS, orderShown, signUp } from './steps.ts';
import { findViolations } from './surface.ts';
import { isWellMade } from './well-made.ts';
import { type VisitorWords, wordsOf } from './words.ts';

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const LAMP = { name: 'Desk lamp', key: 'Desk Lamp', cents: 4900 };

/** What the deployer of this shop says. */
const PRICE_NOTES = { en: SHOP_CONTEXT.priceNote, de: SHOP_CONTEXT['priceNote.de'] };

/** The languages of which a page has loaded words. */
const watchWords = (page: Page): Set<string> => {
  const languages = new Set<string>();
  page.on('request', (request) => {
    const [, language] = /\/assets\/(en|de)-[^/]+\.js$/.exec(new URL(request.url()).pathname) ?? [];
    if (language) languages.add(language);
  });
  return languages;
};

const seeTitle = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  expect(await page.title()).toBe(`${title} – ${SHOP_NAME}`);
};

const findAndTake = async (page: Page, { language, say }: VisitorWords): Promise<void> => {
  await page.goto('/');
  await seeTitle(page, say('shop.title'));
  await page.getByRole('searchbox', { name: say('search.field') }).fill('lamp');
  await page
    .getByRole('status')
    .getByText(say('search.found', { found: 1, count: 16 }))
    .waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('link', { name: LAMP.name }).click();
  await seeTitle(page, LAMP.name);
  await page.getByText(say('product.inStock')).waitFor();
  await page.getByText(PRICE_NOTES[language]).waitFor();
  await page.getByRole('button', { name: `${say('shop.addToCart')} ${LAMP.name}` }).click();
  await page
    .getByRole('status')
    .getByText(say('shop.nowInCart', { name: LAMP.name, count: 1 }))
    .waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('link', { name: say('product.toCart') }).click();
  await seeTitle(page, say('checkout.title'));
};

const fillIn = async (page: Page, { say }: VisitorWords, locale: string): Promise<void> => {
  await page.getByLabel(say('field.name')).fill('Nora Neu');
  await page.getByLabel(say('address.street')).fill(ADDRESS.street);
  await page.getByLabel(say('address.postalCode')).fill(ADDRESS.postalCode);
  await page.getByLabel(say('address.city'), { exact: true }).fill(ADDRESS.city);
  await page.getByLabel(say('address.country'), { exact: true }).selectOption(countryName(ADDRESS.country, locale));
};

const order = async (page: Page, { say }: VisitorWords): Promise<string> => {
  await page.getByRole('button', { name: say('checkout.place'), exact: true }).click();
  const orderId = await orderShown(page);
  await seeTitle(page, say('order.title', { orderId }));
  return orderId;
};

describeInBrowser('a first-time shopper', (site) => {
  it.each([
    ['en-GB', 'a desktop', desktop],
    ['en-GB', 'a phone', phone],
    ['de-DE', 'a desktop', desktop],
    ['de-DE', 'a phone', phone],
  ])(
    'in %s on %s finds, signs up, orders, reads the mail, orders again and cancels',
    async (locale, device, options) => {
      const words = wordsOf(locale);
      const { language, say, sayInMails } = words;
      const { page } = await site.visit({ ...options, locale });
      const loaded = watchWords(page);
      const steps = page.getByRole('list', { name: say('step.title') });
      const seeStep = (name: string) => steps.getByRole('heading', { name, exact: true }).waitFor();
      const inbox = inboxOf(site.shop.engine);

      await findAndTake(page, words);
      const authorize = page.waitForRequest(/\/oauth2\/authorize\?/);
      await page.getByRole('button', { name: say('checkout.signIn') }).click();
      expect(new URL((await authorize).url()).searchParams.get('lang')).toBe(language);
      await signUp(page, `${language}-${device.slice(2)}@example.com`, 'Nora-is-new-here-1', say('signOut'));
      await seeTitle(page, say('checkout.title'));
      await page.getByRole('button', { name: say('checkout.place'), disabled: false }).click();
      await page.getByText(say('fault.street')).waitFor();
      await isWellMade(page);
      await fillIn(page, words, locale);

      const orderId = await order(page, words);
      await page.getByRole('heading', { name: say('thanks.heading') }).waitFor();
      await seeStep(say('step.Processed'));
      await page
        .getByText(formatMoney(LAMP.cents, 'EUR', locale))
        .first()
        .waitFor();
      await isWellMade(page);
      const mail = await inbox.arrives(orderId);
      expect(mail.subject).toBe(sayInMails('subject.Processed', { orderId }));
      expect(mail.text).toContain(sayInMails('processed.opening'));
      expect(mail.text).toContain(countryName(ADDRESS.country, locale));
      expect(mail.text).toContain(`/orders/${orderId}`);
      expect(mail.text).toContain(PRICE_NOTES[language]);

      await page.getByRole('button', { name: say('again.action') }).click();
      await seeTitle(page, say('checkout.title'));
      const second = await order(page, words);
      expect(second).not.toBe(orderId);
      await seeStep(say('step.Processed'));
      await page.getByRole('button', { name: say('cancel.action') }).click();
      await page.getByText(say('cancel.until', { until: '' }).replace(' .', '')).waitFor();
      const dialog = page.getByRole('dialog', { name: say('cancel.title') });
      await dialog.getByRole('button', { name: say('cancel.confirm') }).click();
      await seeStep(say('step.Cancelled'));
      await page.getByRole('heading', { name: say('cancelled.customer') }).waitFor();
      await page.getByRole('status').getByText(say('act.Cancelled')).waitFor();
      expect(await page.getByRole('button', { name: say('cancel.action') }).count()).toBe(0);
      expect(await findViolations(page)).toEqual([]);
      expect(await site.shop.settled(second)).toMatchObject({
        status: 'Cancelled',
        language,
        items: [{ product: LAMP.key }],
      });
      expect(await inbox.arrives(sayInMails('subject.Cancelled', { orderId: second }))).toBeDefined();

      await page
        .getByRole('link', { name: say('nav.orders') })
        .first()
        .click();
      await seeTitle(page, say('nav.orders'));
      const row = (id: string) => page.getByRole('listitem').filter({ hasText: id });
      await row(second).getByText(say('status.Cancelled')).waitFor();
      await row(orderId).getByText(say('status.Processed')).waitFor();
      await page.goBack();
      await page.getByRole('button', { name: say('again.putBack') }).click();
      await page.getByRole('button', { name: say('line.more', { name: LAMP.name }) }).waitFor();
      expect(await page.evaluate('document.documentElement.lang')).toBe(language);
      expect([...loaded]).toEqual([language]);
    },
  );
});

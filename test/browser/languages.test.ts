import { until } from 'local-aws/testing';
import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { shopper } from '../helpers/shop.ts';
import { describeInBrowser } from './site.ts';
import { pickPerson } from './steps.ts';
import { openTrace } from './support-steps.ts';
import { isWellMade } from './well-made.ts';
import { wordsOf } from './words.ts';

const languageOf = (page: Page): Promise<string> => page.evaluate('document.documentElement.lang');

const germanShop = async (page: Page): Promise<void> => {
  await page.goto('/');
  await page.getByRole('button', { name: 'In den Warenkorb Laptop 14"' }).waitFor();
};

describeInBrowser('a shopper whose browser is German', (site) => {
  it('reads in German why an order is rejected and what became of its mails, and in English after the switch, which stays', async () => {
    const { page } = await site.visit({ locale: 'de-AT' });
    await germanShop(page);
    await page.getByText('1.299,00 €').first().waitFor();
    await page.getByRole('button', { name: 'Anmelden' }).first().click();
    await pickPerson(page, shopper.email);
    await page.getByRole('button', { name: 'Abmelden' }).waitFor();
    const { body } = await site.shop.order({ customerName: 'Jörg', items: [{ product: 'Yacht', quantity: 2 }] });
    await page.goto(`/orders/${body.orderId}`);
    await page.getByText('Ein Produkt „Yacht“ gibt es in diesem Shop nicht.').waitFor();
    await page.getByRole('heading', { name: /^E-Mail (gesendet|zugestellt)$/ }).waitFor();
    await isWellMade(page);
    await page.getByRole('link', { name: 'Meine Bestellungen' }).first().click();
    await page.getByText('Abgelehnt').first().waitFor();
    await isWellMade(page);

    await page.getByRole('navigation', { name: 'Sprache' }).getByRole('button', { name: 'English' }).click();
    await page.getByText('Rejected').first().waitFor();
    expect([await languageOf(page), await page.title()]).toEqual(['en', 'My orders – Corner Desk']);
    await page.reload();
    await page.getByText('Rejected').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Good things for a desk' }).waitFor();
    expect(await languageOf(page)).toBe('en');
  });

  it('finds the imprint, and its way back from a page that is none, in German', async () => {
    const { page } = await site.visit({ locale: 'de-DE' });
    await page.goto('/nowhere');
    await page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).waitFor();
    await page.getByRole('link', { name: 'Impressum' }).click();
    await page.getByRole('heading', { name: 'Wer diesen Shop betreibt' }).waitFor();
    await page.getByText('USt-IdNr. DE000000000').waitFor();
    await isWellMade(page);
  });

  it('is described to search engines in the language of the page, by one address', async () => {
    const { page } = await site.visit({ locale: 'de-DE' });
    const described = page.locator('meta[name=description]');
    const address = page.locator('link[rel=canonical]');
    await page.goto('/?q=lamp&sort=name');
    const [german, english] = [wordsOf('de').say('description'), wordsOf('en').say('description')];
    await page.getByRole('link', { name: 'Desk lamp' }).waitFor();
    expect(await described.getAttribute('content')).toBe(german);
    expect(await address.getAttribute('href')).toBe(`${site.origin}/`);
    await page.getByRole('link', { name: 'Desk lamp' }).click();
    await page.getByRole('heading', { level: 1, name: 'Desk lamp' }).waitFor();
    expect(await address.getAttribute('href')).toBe(`${site.origin}/products/Desk%20Lamp`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Add to cart Desk lamp' }).waitFor();
    expect(await described.getAttribute('content')).toMatch(/^(?!Gute|Good)/);
    await page.getByRole('link', { name: 'Cart' }).click();
    await page.getByRole('heading', { level: 1, name: 'Checkout' }).waitFor();
    expect(await described.getAttribute('content')).toBe(english);
    expect(await address.count()).toBe(0);
    const robots = await fetch(`${site.origin}/robots.txt`);
    expect(robots.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await robots.text()).toMatch(/^User-agent: \*\nDisallow:$/m);
  });

  it('of the staff has English pages of support in a German frame, which name the language of an order', async () => {
    const { page } = await site.visit({ locale: 'de-DE' });
    await germanShop(page);
    await page.getByRole('button', { name: 'Anmelden' }).first().click();
    await pickPerson(page, 'support@example.com');
    await page.getByRole('link', { name: 'Support' }).click();
    await page.getByRole('heading', { level: 1, name: 'Support' }).waitFor();
    await page.getByRole('heading', { name: 'Find orders' }).waitFor();
    expect(await page.evaluate('document.querySelector("h1").closest("[lang]").lang')).toBe('en');
    await page.getByRole('link', { name: 'Warenkorb' }).waitFor();
    await isWellMade(page);

    const language = page.locator('.fact', { has: page.getByText('Language', { exact: true }) }).locator('dd');
    const lamp = { customerName: 'Jörg', product: 'Desk Lamp', quantity: 1 };
    for (const [order, told] of [
      [{ ...lamp, language: 'de' }, 'German'],
      [lamp, 'EnglishThe shop’s own: the order names none.'],
    ] as const) {
      const { orderId } = (await site.shop.order(order)).body;
      await site.shop.settled(String(orderId));
      await openTrace(page, String(orderId));
      expect(await language.textContent()).toBe(told);
    }
    await isWellMade(page);
  });

  it('has the focus on a page’s title though its words come after its code', async () => {
    const { page } = await site.visit({ locale: 'de-DE' });
    await germanShop(page);
    const held: Route[] = [];
    await page.route(/\/assets\/de-/, (route) => void held.push(route));
    await page.getByRole('link', { name: 'Warenkorb' }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.tagName')).toBe('A');
    await Promise.all(held.map((route) => route.continue()));
    await page.getByRole('heading', { level: 1, name: 'Kasse' }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
  });

  it('stays where the shop is when the words of another language do not come', async () => {
    const visitor = await site.visit({ locale: 'de-DE' });
    const { page } = visitor;
    visitor.expectComplaint(/ERR_FAILED .*\/assets\/en-/);
    await germanShop(page);
    await page.route(/\/assets\/en-/, (route) => route.abort());
    await page.getByRole('button', { name: 'English' }).click();
    await until('it is told', async () => {
      const told = await page.getByText('konnten nicht geladen werden').count();
      return told > 0 ? told : undefined;
    });
    expect(await languageOf(page)).toBe('de');
  });
});

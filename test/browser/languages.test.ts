import { inboxOf, until } from 'local-aws/testing';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { shopper } from '../helpers/shop.ts';
import { describeInBrowser } from './site.ts';
import { ADDRESS, orderShown, pickPerson } from './steps.ts';
import { isWellMade } from './well-made.ts';

/** The languages of which a page has loaded words. */
const watchWords = (page: Page): Set<string> => {
  const languages = new Set<string>();
  page.on('request', (request) => {
    const [, language] = /\/assets\/(en|de)-[^/]+\.js$/.exec(new URL(request.url()).pathname) ?? [];
    if (language) languages.add(language);
  });
  return languages;
};

const languageOf = (page: Page): Promise<string> => page.evaluate('document.documentElement.lang');

const germanShop = async (page: Page): Promise<void> => {
  await page.goto('/');
  await page.getByRole('button', { name: 'In den Warenkorb Laptop 14"' }).waitFor();
};

const fillIn = async (page: Page): Promise<void> => {
  await page.getByLabel('Straße und Hausnummer').fill(ADDRESS.street);
  await page.getByLabel('Postleitzahl').fill(ADDRESS.postalCode);
  await page.getByLabel('Ort', { exact: true }).fill(ADDRESS.city);
  await page.getByLabel('Land').selectOption('Österreich');
};

describeInBrowser('a shopper whose browser is German', (site) => {
  it.each([
    ['a desktop', {}],
    ['a phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ])(
    'reads German from the catalogue to the mail on %s, and English after the switch, which stays',
    async (_, options) => {
      const { page } = await site.visit({ ...options, locale: 'de-DE' });
      const loaded = watchWords(page);
      await germanShop(page);
      expect(await languageOf(page)).toBe('de');
      expect(await page.title()).toBe('Gute Dinge für den Schreibtisch – Corner Desk');
      await page.getByText('1.299,00 €').first().waitFor();
      expect([...loaded]).toEqual(['de']);
      await isWellMade(page);

      await page.getByRole('button', { name: 'In den Warenkorb Laptop 14"' }).click();
      await page.getByRole('link', { name: 'Zur Kasse' }).click();
      await page.getByRole('heading', { level: 1, name: 'Kasse' }).waitFor();
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
      await page.getByRole('button', { name: 'Anmelden und bestellen' }).click();
      await pickPerson(page, shopper.email);
      await page.getByRole('button', { name: 'Bestellung absenden', disabled: false }).click();
      await page.getByText('Bitte geben Sie Straße und Hausnummer ein.').waitFor();
      await isWellMade(page);
      await fillIn(page);
      await page.getByRole('button', { name: 'Bestellung absenden' }).click();

      const orderId = await orderShown(page);
      await page.getByRole('heading', { name: 'Vielen Dank für Ihre Bestellung' }).waitFor();
      await page
        .getByRole('list', { name: 'Wie es um Ihre Bestellung steht' })
        .getByRole('heading', { name: 'Bestätigt' })
        .waitFor();
      await isWellMade(page);
      const mail = await inboxOf(site.shop.engine).arrives(orderId);
      expect(mail.subject).toBe(`Ihre Bestellung ${orderId} ist bestätigt`);
      expect(mail.text).toContain('Österreich');
      expect([...loaded]).toEqual(['de']);

      await page.getByRole('navigation', { name: 'Sprache' }).getByRole('button', { name: 'English' }).click();
      await page
        .getByRole('list', { name: 'How your order stands' })
        .getByRole('heading', { name: 'Processed' })
        .waitFor();
      expect([await languageOf(page), await page.title()]).toEqual(['en', `Order ${orderId} – Corner Desk`]);
      await page.reload();
      await page.getByRole('list', { name: 'How your order stands' }).waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Good things for a desk' }).waitFor();
      expect(await languageOf(page)).toBe('en');
    },
  );

  it('reads in German why an order is rejected, and what became of its mails', async () => {
    const { page } = await site.visit({ locale: 'de-AT' });
    await germanShop(page);
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
  });

  it('finds the imprint, and its way back from a page that is none, in German', async () => {
    const { page } = await site.visit({ locale: 'de-DE' });
    await page.goto('/nowhere');
    await page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).waitFor();
    await page.getByRole('link', { name: 'Impressum' }).click();
    await page.getByRole('heading', { name: 'Wer diesen Shop betreibt' }).waitFor();
    await isWellMade(page);
  });

  it('of the staff has English pages of support in a German frame', async () => {
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

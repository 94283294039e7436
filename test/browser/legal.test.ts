import { expect, it } from 'vitest';
import { describeInBrowser } from './site.ts';
import { openShop } from './steps.ts';
import { isWellMade } from './well-made.ts';

describeInBrowser('what the law wants', (site) => {
  it.each([
    ['a desktop', {}],
    ['a phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ])('is led to by the footer of each page on %s', async (_, options) => {
    const { page } = await site.visit(options);
    await openShop(page);
    const footer = page.getByRole('navigation', { name: 'About the shop' });
    for (const [name, heading] of [
      ['Imprint', 'Who runs this shop'],
      ['Terms', 'How a contract is made'],
      ['Privacy', 'What we keep'],
    ] as const) {
      await footer.getByRole('link', { name }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.getByRole('heading', { level: 2, name: heading }).waitFor();
      await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
      expect(await page.title()).toBe(`${name} – Corner Desk`);
      // What is still to be written is seen to be.
      expect(await page.locator('mark').count()).toBeGreaterThan(2);
      expect(await page.locator('mark').first().textContent()).toMatch(/^\[\[.*\]\]$/);
      await isWellMade(page);
    }
    await footer.getByRole('link', { name: 'Contact' }).click();
    await page.getByRole('heading', { level: 1, name: 'Contact' }).waitFor();
    expect(await page.getByRole('main').getByRole('link').getAttribute('href')).toBe('mailto:help@example.com');
    await page.getByRole('main').getByText('Corner Desk GmbH').waitFor();
    await isWellMade(page);
  });

  it('is at addresses of its own, asks for no catalogue, and says when it does not come', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/ERR_FAILED .*\/texts\.en\.json/);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.route('**/texts.en.json', (route) => route.abort());
    await page.goto('/privacy');
    await page.getByRole('alert').getByText('The shop did not answer').waitFor();
    await isWellMade(page);
    await page.unroute('**/texts.en.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'What your browser keeps' }).waitFor();
    expect(asked).not.toContain('/api/products');
  });

  it('shows who is to be reached as a placeholder where nobody is named', async () => {
    const { page } = await site.visit();
    await page.route('**/config.json', async (route) => {
      const config = (await (await route.fetch()).json()) as { shop: Record<string, unknown> };
      await route.fulfill({ json: { ...config, shop: { ...config.shop, contact: undefined, legalLines: [] } } });
    });
    await page.goto('/contact');
    await page.locator('mark').getByText('[[How customers reach a person').waitFor();
    await isWellMade(page);
  });
});

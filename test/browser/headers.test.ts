import { expect, it } from 'vitest';
import { describeInBrowser } from './site.ts';
import { openShop } from './steps.ts';

describeInBrowser('what the site sends', (site) => {
  const headersOf = async (path: string): Promise<Headers> => {
    const answer = await fetch(`${site.origin.replace('localhost', '127.0.0.1')}${path}`);
    await answer.arrayBuffer();
    return answer.headers;
  };

  it.each(['/', '/orders/7K3M-9QXT-2V5H-A1BC', '/config.json', '/favicon.svg', '/api/products', '/api/nothing'])(
    'carries the security headers: %s',
    async (path) => {
      const headers = await headersOf(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).not.toMatch(/unsafe|\*|data:|http:\/\/(?!localhost)/);
      for (const directive of [
        "default-src 'none'",
        "script-src 'self'",
        `connect-src 'self' ${site.loginOrigin}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types mail worker',
        "worker-src 'self'",
      ]) {
        expect(policy.split('; ')).toContain(directive);
      }
    },
  );

  it.each(['/', '/orders', '/config.json', '/sw.js'])('is asked for anew each time: %s', async (path) => {
    expect((await headersOf(path)).get('cache-control')).toBe('no-cache');
  });

  it('has a worker that keeps the pages of shoppers in all languages, and none of support’s', async () => {
    const answer = await fetch(`${site.origin.replace('localhost', '127.0.0.1')}/sw.js`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    const kept = [...(await answer.text()).matchAll(/"?url"?:\s*[`"']([^`"']+)/g)].map(([, url = '']) => url);
    const names = kept.map((url) => url.replace(/-[\w-]{8}(?=\.\w+$)/, ''));
    const pages = ['product', 'checkout', 'orders', 'order', 'legal', 'contact'].map(
      (page) => `/assets/${page}-page.js`,
    );
    const words = ['en', 'de'].map((language) => `/assets/${language}.js`);
    expect(names).toEqual(expect.arrayContaining(['/index.html', '/assets/index.js', '/assets/index.css', ...pages]));
    for (const language of words) expect(names.filter((name) => name === language)).toHaveLength(2);
    expect(names.filter((name) => /trace|search|support|bulk|dead-letters|machine/.test(name))).toEqual([]);
  });

  it('may be kept for ever where the name is a hash, and is small on the wire', async () => {
    const { page } = await site.visit();
    const sizes: Promise<[string, number]>[] = [];
    const names = new Set<string>();
    page.on('requestfinished', (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin !== site.origin || !pathname.startsWith('/assets/')) return;
      names.add(pathname);
      sizes.push(request.sizes().then(({ responseBodySize }) => [pathname, responseBodySize]));
    });
    await openShop(page);
    expect(names.size).toBeGreaterThanOrEqual(2);
    for (const name of names) {
      expect(name).toMatch(/^\/assets\/[\w.-]+-[\w-]{8}\.(js|css)$/);
      expect((await headersOf(name)).get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    const script = (await Promise.all(sizes)).filter(([name]) => name.endsWith('.js'));
    expect(script.reduce((total, [, bytes]) => total + bytes, 0)).toBeLessThan(60_000);
  });

  it('forbids the page to talk to anybody else, to run text as code and to be framed', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/^policy violation: connect-src http:\/\/127\.0\.0\.1/);
    visitor.expectComplaint(/^policy violation: require-trusted-types-for/);
    visitor.expectComplaint(/^console error: .*Content Security Policy/);
    visitor.expectComplaint(/^console error: .*TrustedHTML/);
    visitor.expectComplaint(/^console error: .*frame-ancestors/);
    visitor.expectComplaint(/^request to elsewhere: http:\/\/127\.0\.0\.1/);
    // A shell without windows has no use for an icon.
    visitor.allowComplaint(/status of 403 .*\/favicon\.ico/);
    const elsewhere = site.shop.engine.awsOrigin.replace('localhost', '127.0.0.1');
    await openShop(page);
    await page.evaluate(`fetch('${elsewhere}/inbox').catch(() => {})`);
    await page.evaluate(`try { document.body.innerHTML = '<p>x</p>' } catch {}`);
    // A page of another origin; that it may be asked for at all is what a visitor would complain of.
    await page.goto(`${elsewhere}/_engine/status`);
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('iframe'), { src: '${site.origin}/' }))`,
    );
    await page.frameLocator('iframe').locator('body').waitFor({ state: 'attached' });
  });

  it('never answers an API call with a page, nor a page with an API answer', async () => {
    expect((await headersOf('/orders')).get('content-type')).toMatch(/^text\/html/);
    expect((await headersOf('/api/orders')).get('content-type')).toBe('application/problem+json');
  });
});

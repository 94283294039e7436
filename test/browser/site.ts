import type { EngineOptions } from 'local-aws';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest';
import { outputOf, type Shop, startShop } from '../helpers/shop.ts';
import { type Visitor, type VisitorOptions, visit } from './visitor.ts';

/** The shop on a fresh engine, and the run's one browser to visit it with. */
export interface Site {
  readonly shop: Shop;
  /** `http://localhost:PORT`, without a slash. */
  readonly origin: string;
  readonly loginOrigin: string;
  /** Opens a fresh profile; when the test ends it is closed, and must have had nothing to complain of. */
  visit(options?: VisitorOptions): Promise<Visitor>;
}

/** Tests in a real browser; skipped where the machine has none. */
export const describeInBrowser = (name: string, tests: (site: Site) => void, options: Partial<EngineOptions> = {}) =>
  describe.skipIf(inject('browser') === undefined)(name, () => tests(useSite(options)));

const useSite = (options: Partial<EngineOptions>): Site => {
  let shop: Shop;
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    [shop, browser] = await Promise.all([startShop(options), chromium.connect(inject('browser') ?? '')]);
  });
  afterEach(async () => {
    const left = visitors.splice(0);
    await Promise.all(left.map((visitor) => visitor.leave()));
    expect(left.flatMap((visitor) => visitor.complaints())).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.engine.dispose();
  });

  const site: Site = {
    get shop() {
      return shop;
    },
    get origin() {
      return shop.engine.siteOrigin;
    },
    get loginOrigin() {
      return outputOf(shop.engine, 'LoginUrl');
    },
    visit: async (visitorOptions) => {
      const visitor = await visit(browser, { site: site.origin, others: [site.loginOrigin] }, visitorOptions);
      visitors.push(visitor);
      return visitor;
    },
  };
  return site;
};

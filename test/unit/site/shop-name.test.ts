import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SHOP_NAME } from '../../../lambdas/core/contract/shop.ts';

const html = readFileSync(new URL('../../../site/index.html', import.meta.url), 'utf8');

describe('the page before any script has run', () => {
  it('calls the shop what its pages and mails call it', () => {
    expect(html).toContain(`<title>${SHOP_NAME}</title>`);
    expect(html).toContain(`<p class="brand">${SHOP_NAME}</p>`);
  });
});

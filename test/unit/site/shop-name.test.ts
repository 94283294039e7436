import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shopName } from '../../../lambdas/core/contract/shop.ts';

const html = readFileSync(new URL('../../../site/index.html', import.meta.url), 'utf8');

describe('the page before any script has run', () => {
  it('calls the shop what its pages and mails call it', () => {
    expect(html).toContain(`<title>${shopName}</title>`);
    expect(html).toContain(`<p class="brand">${shopName}</p>`);
  });
});

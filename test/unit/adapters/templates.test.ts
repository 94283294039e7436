import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createComposeConfirmation } from '../../../lambdas/adapters/confirmation-templates-eta.ts';
import { UnusableAddress } from '../../../lambdas/core/confirmation/errors.ts';
import type { PricedLine } from '../../../lambdas/core/contract/line.ts';
import { formatMoney } from '../../../lambdas/core/shared/money.ts';
import { aProcessedRecord, aRejectedRecord } from '../../helpers/factories.ts';

const folder = join(import.meta.dirname, '../../../lambdas/emails');
const compose = createComposeConfirmation(folder, 'https://shop.example.com/');

const withLines = (items: PricedLine[]) => ({
  ...aProcessedRecord(),
  items,
  totalCents: items.reduce((sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents, 0),
});
const named = (customerName: string) => aProcessedRecord({ customerName });

/** The tags of an HTML text, without what is in their attributes. */
const tagsOf = (html: string): string[] => [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name ?? '');

describe('the confirmation of a processed order', () => {
  const order = withLines([
    { product: 'Laptop', name: 'Laptop 14"', quantity: 2, unitPriceCents: 129_900 },
    { product: 'Mouse', name: 'Mouse & pad', quantity: 1, unitPriceCents: 5 },
  ]);
  const mail = compose(order);

  it('reads well as plain text, line for line', () => {
    expect(mail.text).toBe(`Hello John Doe,

Thank you. Your order ${order.orderId}, placed Nov 3, 2025, 12:47 PM UTC, is processed:

- Laptop 14"
  2 x €1,299.00 = €2,598.00
- Mouse & pad
  1 x €0.05 = €0.05

Total: €2,598.05

See your order:
https://shop.example.com/orders/${order.orderId}

Corner Desk
This mail was sent because an order was placed at Corner Desk by the person who signed in with this address. Nobody reads replies to it.
`);
  });

  it('shows the same in HTML: number, lines, prices, total, link', () => {
    for (const text of [
      order.orderId,
      'Laptop 14&quot;',
      '2 &times; €1,299.00',
      '€2,598.00',
      'Mouse &amp; pad',
      '€0.05',
      '€2,598.05',
      `href="https://shop.example.com/orders/${order.orderId}"`,
    ]) {
      expect(mail.html).toContain(text);
    }
  });

  it('goes to the address of the order, under a subject that holds nothing that a person typed', () => {
    expect(mail).toMatchObject({ to: order.email, subject: `Your order ${order.orderId} is processed` });
  });

  it('loads nothing from anywhere and runs nothing', () => {
    expect(mail.html).not.toMatch(/<(script|img|link|iframe|form|object)\b|url\(|@import| on[a-z]+=/i);
  });

  it('has a colour scheme for the dark', () => {
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark">');
    expect(mail.html).toContain('@media (prefers-color-scheme: dark)');
  });
});

describe('the confirmation of a rejected order', () => {
  it('tells each reason, that nothing was ordered, and what to do', () => {
    const record = aRejectedRecord(['Only 5 <Laptop> can be had.', 'There is no product "Yacht" in the shop.']);
    const mail = compose(record);
    expect(mail.subject).toBe(`Your order ${record.orderId} is rejected`);
    expect(mail.text).toContain(
      '- Only 5 <Laptop> can be had.\n- There is no product "Yacht" in the shop.\n\nWhat you can do:',
    );
    expect(mail.html).toContain('Only 5 &lt;Laptop&gt; can be had.</li>');
    expect(mail.html).toContain('There is no product &quot;Yacht&quot; in the shop.</li>');
    expect(mail.html).toContain('href="https://shop.example.com/"');
    expect(mail.text).toContain(`https://shop.example.com/orders/${record.orderId}\n`);
  });
});

describe('a long order', () => {
  const items = Array.from({ length: 20 }, (_, index) => ({
    product: `P${index}`,
    name: `Product ${index} ${'W'.repeat(80)}`,
    quantity: 99,
    unitPriceCents: 100_000 + index,
  }));
  const mail = compose(withLines(items));

  it('lists all of its 20 lines in both parts', () => {
    for (const { name, unitPriceCents } of items) {
      expect(mail.text).toContain(`- ${name}\n  99 x ${formatMoney(unitPriceCents, 'EUR')} = `);
      expect(mail.html).toContain(`>${name}<br>`);
    }
  });

  it('stays under 102 KB, where mail programs cut it off', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000);
  });
});

describe('a name that means harm', () => {
  const plain = tagsOf(compose(named('John Doe')).html);

  it.each([
    ['markup', '<img src=x onerror=alert(1)></p></td><script>alert(1)</script>'],
    ['quotes', `"'> <a href="https://evil.example">click</a>`],
    ['entities', '&lt;b&gt; &amp;amp;'],
    ['template tags', '<%= process.env %> <%~ it %> {{x}} ${x}'],
    ['a comment', '<!-- x'],
    ['emoji and other scripts', '👩‍💻 Ärger 李雷 مرحبا'],
  ])('cannot add a tag to the HTML: %s', (_what, customerName) => {
    const { html, text, subject } = compose(named(customerName));
    expect(tagsOf(html)).toEqual(plain);
    expect(text).toContain(`Hello ${customerName},\n`);
    expect(subject).not.toContain(customerName);
  });

  it.each([
    ['line breaks', 'John\r\nBcc: all@example.com\n\nTotal: €0.00', 'John Bcc: all@example.com Total: €0.00'],
    ['separators', 'John\u2028Doe\u2029\u0085x', 'John Doe x'],
    ['a null byte', 'John\u0000Doe', 'John Doe'],
    ['reversed text', 'John \u202etxt.exe\u2066', 'John txt.exe'],
  ])('stays on its line: %s', (_what, customerName, shown) => {
    const { html, text } = compose({ ...aProcessedRecord(), customerName });
    expect(text).toContain(`Hello ${shown},\n`);
    expect(html).toContain(`>${shown}</span>,</p>`);
  });
});

describe('an address', () => {
  it.each([
    'a@example.com, b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    '"John" <a@example.com>',
    'a@example.com (comment)',
    'group: a@example.com;',
    'no address',
  ])('that is not one plain address is refused, and not repeated: %s', (email) => {
    const attempt = (): unknown => compose({ ...aProcessedRecord(), email });
    expect(attempt).toThrow(UnusableAddress);
    expect(attempt).toThrow(/^the e-mail address of the order is not one plain address$/);
  });

  it.each(['john+shop@example.co.uk', "o'neil@example.com"])('is taken as it is: %s', (email) => {
    expect(compose({ ...aProcessedRecord(), email }).to).toBe(email);
  });
});

describe('the address of the site', () => {
  it('may stand without its last slash', () => {
    const { text } = createComposeConfirmation(folder, 'https://example.com/shop')(aProcessedRecord());
    expect(text).toContain(`https://example.com/shop/orders/${aProcessedRecord().orderId}\n`);
  });
});

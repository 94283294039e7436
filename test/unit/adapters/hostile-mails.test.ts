import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createComposeConfirmation } from '../../../lambdas/adapters/confirmation-templates-eta.ts';
import { UnusableAddress } from '../../../lambdas/core/confirmation/errors.ts';
import type { AnnouncedRecord } from '../../../lambdas/core/contract/order.ts';
import { aProcessedRecord } from '../../helpers/factories.ts';
import { mailedRecords, shopSettings } from '../../helpers/mailed-records.ts';

const folder = join(import.meta.dirname, '../../../lambdas/emails');
const content = { shop: shopSettings, siteUrl: 'https://shop.example.com/', cancellationMinutes: 60 };
const compose = createComposeConfirmation(folder, content);

/** The tags of an HTML text, without what is in their attributes. */
const tagsOf = (html: string): string[] => [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name ?? '');

const HOSTILE = [
  ['markup', '<img src=x onerror=alert(1)></p></td><script>alert(1)</script>'],
  ['quotes', `"'> <a href="https://evil.example">click</a>`],
  ['entities', '&lt;b&gt; &amp;amp;'],
  ['template tags', '<%= process.env %> <%~ it %> {{x}} ${x}'],
  ['a comment', '<!-- x'],
  ['emoji and other scripts', '👩‍💻 Ärger 李雷'],
  ['one long word', 'W'.repeat(100)],
] as const;

/** The same record with this text wherever a person, or the shop's staff, typed one. */
const typed = (text: string): Record<keyof typeof mailedRecords, AnnouncedRecord> => {
  const { processed, rejected, cancelled, question, review } = mailedRecords;
  const address = { ...processed.deliveryAddress, name: text, street: text, extra: text, city: text };
  const own = { customerName: text, deliveryAddress: address };
  const items = processed.items.map((line, index) => (index === 0 ? { ...line, name: text } : line));
  const [price, fewer, gone] = [...question.question.changes];
  const changes = [price, { ...fewer, name: text }, { ...gone, name: text }];
  return {
    processed: { ...processed, ...own, items },
    rejected: {
      ...rejected,
      ...own,
      reasons: [text, text],
      items: [...items.slice(0, 1), { product: text, quantity: 1 }],
    },
    cancelled: { ...cancelled, ...own, items, cancelReason: text },
    question: { ...question, ...own, question: { ...question.question, changes } },
    review: { ...review, ...own, question: { ...review.question, items } },
  };
};

const kinds = Object.keys(mailedRecords) as (keyof typeof mailedRecords)[];

describe('a text that means harm', () => {
  it.each(HOSTILE)('adds no tag to any mail, and no word to a subject: %s', (_what, text) => {
    for (const kind of kinds) {
      const [plain, mail] = [compose(mailedRecords[kind]), compose(typed(text)[kind])];
      expect(tagsOf(mail.html)).toEqual(tagsOf(plain.html));
      expect(mail.subject).toBe(plain.subject);
      expect(mail.text.replaceAll(/\s+/g, ' ')).toContain(`Hello ${text},`);
    }
  });

  it.each([
    ['line breaks', 'John\r\nBcc: all@example.com\n\nTotal: €0.00', 'John Bcc: all@example.com Total: €0.00'],
    ['separators', 'John\u2028Doe\u2029\u0085x', 'John Doe x'],
    ['a null byte', 'John\u0000Doe', 'John Doe'],
    ['reversed text', 'John \u202etxt.exe\u2066', 'John txt.exe'],
  ])('stays on its line: %s', (_what, text, shown) => {
    for (const kind of kinds) {
      const [plain, mail] = [compose(mailedRecords[kind]), compose(typed(text)[kind])];
      expect(mail.text).toContain(`Hello ${shown},\n`);
      expect(mail.html).toContain(`>${shown}</bdi>,</p>`);
      expect(mail.text).not.toMatch(/^(Bcc|Total: €0)/m);
      expect(mail.html.split('\n').length).toBe(plain.html.split('\n').length);
    }
  });

  it('turns nothing around it when it is written from the right', () => {
    const { text, html } = compose(typed('מאיה כהן').processed);
    expect(text).toContain('Hello \u2068מאיה כהן\u2069,\n');
    expect(text).toContain('- \u2068מאיה כהן\u2069\n  2 x €1,299.00');
    expect(html).toContain('unicode-bidi:isolate;">מאיה כהן</bdi>,');
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

  it('of an international domain is written as DNS knows it', () => {
    expect(compose({ ...aProcessedRecord(), email: 'info@bücher.example' }).to).toBe('info@xn--bcher-kva.example');
  });
});

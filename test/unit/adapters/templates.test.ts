import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createComposeConfirmation } from '../../../lambdas/adapters/confirmation-templates-eta.ts';
import { formatMoney } from '../../../lambdas/core/contract/formats.ts';
import type { PricedLine } from '../../../lambdas/core/contract/line.ts';
import type { AnnouncedRecord } from '../../../lambdas/core/contract/order.ts';
import type { ShopSettings } from '../../../lambdas/core/contract/shop.ts';
import { aProcessedRecord } from '../../helpers/factories.ts';
import { mailedRecords, shopSettings } from '../../helpers/mailed-records.ts';

const folder = join(import.meta.dirname, '../../../lambdas/emails');
const composeOf = (shop: ShopSettings, siteUrl = 'https://shop.example.com/') =>
  createComposeConfirmation(folder, { shop, siteUrl, cancellationMinutes: 60 });
const compose = composeOf(shopSettings);

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", times: '×' };

/** What a reader of the HTML reads. */
const readable = (html: string): string =>
  html
    .replaceAll(/<(style|title)>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&([^;]+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replaceAll(/\s+/g, ' ');

const { orderId } = mailedRecords.processed;
const ADDRESS = ['Grace Hopper', 'Lange Gasse 7', 'Tür 3', '1080 Wien', 'Austria'];
const IN_EACH = [
  ...['Corner Desk', 'Hello John Doe', orderId, '3 Nov 2025, 13:47 CET', ...ADDRESS],
  ...['What happens next', `https://shop.example.com/orders/${orderId}`, 'help@example.com', 'HRB 000000'],
];

describe.each([
  ['processed', 'ist bestätigt', ['2.598,00 €', '2.610,90 €', '3. Nov. 2025, 14:47 MEZ', 'stornieren']],
  ['rejected', 'ist abgelehnt', ['höchstens 1 auf einmal', 'Ein Produkt „Unicorn“ gibt es', 'ohne Preis']],
  ['cancelled', 'ist storniert', ['Wir haben diese Bestellung storniert', 'Unser Grund', 'fell off the shelf']],
  [
    'question',
    'wartet auf Ihre Antwort',
    ['kostet jetzt 2.610,90 €', 'nur noch 1 auf Lager', '5. Nov. 2025, 13:47 MEZ'],
  ],
  ['review', 'wird geprüft', ['Bestellungen über 2.000,00 €', '6. Nov. 2025, 13:47 MEZ']],
] as const)('the German mail that an order is %s', (kind, predicate, own) => {
  const record: AnnouncedRecord = { ...mailedRecords[kind], language: 'de' };
  const mail = compose(record);

  it('is German in its subject and in both parts, but for what people and the catalogue wrote', () => {
    expect(mail.subject).toBe(`Ihre Bestellung ${orderId} ${predicate}`);
    expect(mail.html).toContain('<html lang="de">');
    const common = [
      ...['Guten Tag John Doe', 'Wie es weitergeht', '3. Nov. 2025, 13:47 MEZ', 'Österreich', 'Fragen?'],
      ...['Beispielstraße 1, 10115 Berlin', 'Amtsgericht HRB 000000'],
    ];
    for (const part of [mail.text.replaceAll(/\s+/g, ' '), readable(mail.html)]) {
      for (const words of [...common, ...own]) expect(part.replaceAll('\u00a0', ' ')).toContain(words);
      expect(part.replaceAll('The last laptop fell off the shelf.', '')).not.toMatch(/\b(you|your|order|the|is)\b/i);
    }
    for (const line of mail.text.split('\n')) expect(line.length).toBeLessThanOrEqual(76);
  });

  it('says so when it is sent again', () => {
    const again = compose(record, '2025-11-03T12:47:46Z');
    expect(again.subject).toBe(`${mail.subject} (erneut gesendet)`);
    expect(again.text.replaceAll(/\s+/g, ' ')).toContain('bereits am 3. Nov. 2025, 13:47 MEZ verschickt');
  });
});

describe('the language of a mail', () => {
  const subjectIn = (locale: string, language?: string): string =>
    composeOf({ ...shopSettings, locale })({ ...mailedRecords.processed, ...(language && { language }) }).subject;

  it('is the order’s, else the shop’s, and never one that there are no words in', () => {
    const [english, german] = [`Your order ${orderId} is processed`, `Ihre Bestellung ${orderId} ist bestätigt`];
    expect([subjectIn('en-GB'), subjectIn('de-AT'), subjectIn('fr-FR')]).toEqual([english, german, english]);
    expect([subjectIn('de-AT', 'en'), subjectIn('en-GB', 'de')]).toEqual([english, german]);
    expect([subjectIn('en-GB', 'fr'), subjectIn('de-DE', 'fr')]).toEqual([english, german]);
  });

  it('of reasons that only words were recorded of stays that of the record', () => {
    const { grounds: _, ...before } = mailedRecords.rejected;
    expect(compose({ ...before, language: 'de' }).text).toContain('There is no product “Unicorn” in the shop.');
  });
});

describe.each([
  ['processed', 'is processed', ['€2,598.00', '€12.90', '€2,610.90', 'Mouse & pad', '3 Nov 2025, 14:47 CET']],
  ['rejected', 'is rejected', ['€2,598.00', 'Unicorn', 'no price', 'at most 1 of “Laptop 14"”', 'nothing is charged']],
  ['cancelled', 'is cancelled', ['€2,610.90', 'We cancelled this order', 'fell off the shelf', 'nothing is charged']],
  ['question', 'waits for your answer', ['€2,510.90', '€1,299.00', 'only 1 left', '5 Nov 2025, 13:47 CET']],
  ['review', 'is being reviewed', ['€2,610.90', '€2,000.00', 'Laptop 14"', '6 Nov 2025, 13:47 CET']],
] as const)('the mail that an order is %s', (kind, predicate, own) => {
  const mail = compose(mailedRecords[kind]);

  it('reads well as plain text, line for line', async () => {
    await expect(mail.text).toMatchFileSnapshot(`mails/${kind}.txt`);
    expect(mail.text).not.toMatch(/&(amp|lt|gt|quot|#\d+|times);|\u00a0/);
    for (const line of mail.text.split('\n')) expect(line.length).toBeLessThanOrEqual(76);
  });

  it('says in both parts who writes, which order, what it holds, what comes next and who answers', () => {
    const [text, html] = [mail.text.replaceAll(/\s+/g, ' '), readable(mail.html)];
    for (const words of [...IN_EACH, ...own]) {
      expect(text).toContain(words);
      expect(html).toContain(words);
    }
    expect(text + html).not.toContain('UTC');
  });

  it('goes to the address of the order, under a subject that holds nothing that a person typed', () => {
    expect(mail).toMatchObject({ to: 'john@example.com', subject: `Your order ${orderId} ${predicate}` });
  });

  it('says so when it is sent again, and is the same otherwise', () => {
    const again = compose(mailedRecords[kind], '2025-11-04T10:00:00Z');
    expect(again.subject).toBe(`${mail.subject} (sent again)`);
    const notice = 'We send you this mail again: it already went out on 4 Nov 2025, 11:00 CET.';
    expect(readable(again.html).replace(`${notice} `, '')).toBe(readable(mail.html));
    expect(again.text).toContain(`\n\n${notice}\n\n`);
    expect(again.text.replace(`${notice}\n\n`, '')).toBe(mail.text);
  });

  it('is the same each time that it is put together', () => {
    expect(compose(structuredClone(mailedRecords[kind]))).toEqual(mail);
  });

  it('loads nothing from anywhere, runs nothing, and knows the dark', () => {
    expect(mail.html).not.toMatch(/<(script|img|link|iframe|form|object)\b|url\(|@import| on[a-z]+=/i);
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark">');
    expect(mail.html).toContain('@media (prefers-color-scheme: dark)');
  });
});

describe('what is known of an order', () => {
  it('is priced by what was asked about it, once it is rejected or cancelled', () => {
    const { question } = mailedRecords.question;
    const answer = { kind: 'declined', at: '2025-11-03T13:00:00Z', by: 'customer' } as const;
    const { items, ...rest } = mailedRecords.rejected;
    const record = { ...rest, items: [{ product: 'Laptop', quantity: 1 }], question: { ...question, answer } };
    const { text } = compose(record);
    expect(text).toContain('As you decided, nothing is ordered.');
    expect(text).toContain('- Laptop 14"\n  1 x €1,299.00 = €1,299.00\nTotal: €1,299.00\n');
  });

  it('may be names and quantities alone: then no price and no total is told', () => {
    const { currency: _currency, ...record } = mailedRecords.rejected;
    const { text } = compose({ ...record, items: [{ product: 'Unicorn', quantity: 3 }] });
    expect(text).toContain('- Unicorn\n  Quantity: 3, no price\n');
    expect(text).not.toContain('Total');
  });

  it('may lack an address, which a processed order then asks for', () => {
    const { deliveryAddress: _address, ...record } = mailedRecords.processed;
    const { text } = compose(record);
    expect(text).not.toContain('Delivery address');
    expect(text).toContain('please tell us where it goes');
  });

  it('does not say “again” of stock that was never kept', () => {
    const { cancelledAt } = mailedRecords.cancelled;
    const record = { ...mailedRecords.cancelled, processedAt: cancelledAt, cancelledBy: 'customer' } as const;
    const { text } = compose(record);
    expect(text).toContain('You cancelled this order');
    expect(text).toContain('Nothing was kept for you.');
  });
});

describe('how a person is reached', () => {
  const foot = (shop: ShopSettings) => composeOf(shop)(mailedRecords.processed);

  it('is a reply, where the contact is an address', () => {
    const { text, html } = foot(shopSettings);
    expect(text).toContain('A person answers at help@example.com, or simply reply to this');
    expect(html).toContain('href="mailto:help@example.com"');
    expect(text).not.toContain('Nobody reads');
  });

  it('is a page, where the contact is one; replies are read by nobody then', () => {
    const { text, html } = foot({ ...shopSettings, contact: 'https://help.example.com/?a=1&b=2' });
    expect(text).toContain('A person answers at https://help.example.com/?a=1&b=2.\n');
    expect(html).toContain('href="https://help.example.com/?a=1&amp;b=2"');
    expect(text).toContain('Nobody reads replies to this mail.');
  });

  it('is not told where the shop names nobody', () => {
    const { text } = foot({ ...shopSettings, contact: undefined, legalLines: [] });
    expect(text).not.toContain('A person answers');
    expect(text).toMatch(/Nobody reads replies to this mail.\n+$/);
  });
});

describe('what prices include', () => {
  const partsOf = (shop: ShopSettings, record: AnnouncedRecord): string[] => {
    const { text, html } = composeOf(shop)(record);
    return [text.replaceAll(/\s+/g, ' '), readable(html)];
  };

  it('stands below the total, as on the pages, in the language of the order', () => {
    for (const part of partsOf(shopSettings, mailedRecords.processed)) {
      expect(part).toMatch(/Total:? €2,610\.90 Including VAT and delivery\. /);
    }
    for (const part of partsOf(shopSettings, { ...mailedRecords.processed, language: 'de' })) {
      expect(part).toMatch(/Gesamtsumme:? 2\.610,90\s€ Inkl\. MwSt\. und Versand\. /);
    }
  });

  it('is as the deployer wrote it where there is no translation, and nothing where nobody wrote it', () => {
    const { translations: _, ...untranslated } = shopSettings;
    for (const part of partsOf(untranslated, { ...mailedRecords.processed, language: 'de' })) {
      expect(part).toContain('Including VAT and delivery.');
      expect(part).toContain('Example Street 1');
    }
    for (const part of partsOf({ ...untranslated, priceNote: undefined }, mailedRecords.processed)) {
      expect(part).not.toContain('Including');
    }
  });

  it('is not told of an order that has no total', () => {
    for (const part of partsOf(shopSettings, mailedRecords.rejected)) expect(part).not.toContain('Including VAT');
  });
});

describe('the settings of the shop', () => {
  it('say how amounts and moments are written', () => {
    const { text } = composeOf({ ...shopSettings, locale: 'en-US', timeZone: 'America/New_York' })(
      mailedRecords.processed,
    );
    expect(text).toContain('Placed: Nov 3, 2025, 07:47 AM EST');
  });

  it('may name the site without its last slash', () => {
    const { text } = composeOf(shopSettings, 'https://example.com/shop')(aProcessedRecord());
    expect(text).toContain(`https://example.com/shop/orders/${aProcessedRecord().orderId}\n`);
  });
});

describe('a long order', () => {
  const items: PricedLine[] = Array.from({ length: 20 }, (_, index) => ({
    product: `P${index}`,
    name: `Product ${index} ${'W'.repeat(80)}`,
    quantity: 99,
    unitPriceCents: 100_000 + index,
  }));
  const mail = compose({ ...aProcessedRecord(), items, totalCents: 1 });

  it('lists all of its 20 lines in both parts', () => {
    const text = mail.text.replaceAll(/\s+/g, ' ');
    for (const { name, unitPriceCents } of items) {
      expect(text).toContain(`- ${name} 99 x ${formatMoney(unitPriceCents, 'EUR', 'en-GB')} = `);
      expect(mail.html).toContain(`>${name}</bdi>`);
    }
  });

  it('stays under 102 KB, where mail programs cut it off', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(100_000);
  });
});

import { describe, expect, it } from 'vitest';
import { readMailSettings } from '../../../../lambdas/core/confirmation/mail-settings.ts';
import { wrapText } from '../../../../lambdas/core/confirmation/mail-text.ts';
import { mailboxOf } from '../../../../lambdas/core/confirmation/mailbox.ts';
import { shopSettings } from '../../../helpers/mailed-records.ts';

const env = {
  SENDER_ADDRESS: 'shop@example.com',
  CONFIGURATION_SET: 'mails',
  SITE_URL: 'https://shop.example.com/',
  SHOP_SETTINGS: JSON.stringify(shopSettings),
  CANCELLATION_MINUTES: '60',
};
const withContact = (contact: string | undefined) =>
  readMailSettings({ ...env, SHOP_SETTINGS: JSON.stringify({ ...shopSettings, contact }) }).envelope;

describe('the settings of mails', () => {
  it('name the shop, and have answers go to a person', () => {
    expect(readMailSettings(env)).toEqual({
      content: { shop: shopSettings, siteUrl: 'https://shop.example.com/', cancellationMinutes: 60 },
      envelope: { from: '"Corner Desk" <shop@example.com>', replyTo: 'help@example.com', configurationSet: 'mails' },
    });
  });

  it('name nobody who answers where the contact is a page, or there is none', () => {
    expect(withContact('https://help.example.com')).not.toHaveProperty('replyTo');
    expect(withContact(undefined)).not.toHaveProperty('replyTo');
  });

  it('write the contact’s international domain as DNS knows it', () => {
    expect(withContact('info@bücher.example').replyTo).toBe('info@xn--bcher-kva.example');
  });
});

describe('a name before an address', () => {
  it.each([
    ['Corner Desk', '"Corner Desk" <a@b.example>'],
    ['The "Desk" \\ Co', '"The \\"Desk\\" \\\\ Co" <a@b.example>'],
    ['Desk, Chair; <Lamp>', '"Desk, Chair; <Lamp>" <a@b.example>'],
    ['Desk\r\nBcc: all@example.com', '"Desk Bcc: all@example.com" <a@b.example>'],
    ['Schöner Tisch', '=?UTF-8?B?U2Now7ZuZXIgVGlzY2g=?= <a@b.example>'],
  ])('is quoted, or in encoded words: %j', (name, mailbox) => {
    expect(mailboxOf(name, 'a@b.example')).toBe(mailbox);
  });

  it('is in several words of at most 75 characters where it is long, none of which parts a letter', () => {
    const name = 'Ä🛋️ '.repeat(20).trim();
    const words = mailboxOf(name, 'a@b.example').replace(' <a@b.example>', '').split(' ');
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
    const texts = words.map((word) => Buffer.from(word.slice('=?UTF-8?B?'.length, -2), 'base64').toString());
    expect(texts.join('')).toBe(name);
    expect(texts.join()).not.toContain('\ufffd');
  });
});

describe('plain text', () => {
  it('is broken at spaces, under the text of a list’s item', () => {
    expect(wrapText(`- ${'word '.repeat(20).trim()}`)).toBe(
      `- ${'word '.repeat(15).trim()}\n  ${'word '.repeat(5).trim()}`,
    );
  });

  it('keeps together what is not to be parted, and addresses of pages whole', () => {
    const url = `https://shop.example.com/${'a'.repeat(80)}`;
    expect(wrapText(`${'word '.repeat(14)}3\u00a0Nov\u00a02025 ${url}`)).toBe(
      `${'word '.repeat(14).trim()}\n3 Nov 2025\n${url}`,
    );
  });
});

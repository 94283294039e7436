import { describe, expect, it } from 'vitest';
import { addressLines, formatMoment, formatMoney } from '../../../../lambdas/core/contract/formats.ts';

describe('an amount of money', () => {
  it.each([
    [1, '€0.01'],
    [100, '€1.00'],
    [99_999, '€999.99'],
    [100_000, '€1,000.00'],
    [123_456_789_01, '€123,456,789.01'],
  ])('%d cents read %s', (cents, text) => {
    expect(formatMoney(cents, 'EUR', 'en-GB')).toBe(text);
  });

  it.each([
    ['en-IE', '€1,299.00'],
    ['de-DE', '1.299,00\u00a0€'],
    ['fr-FR', '1\u202f299,00\u00a0€'],
  ])('is written as in %s', (locale, text) => {
    expect(formatMoney(129_900, 'EUR', locale)).toBe(text);
  });
});

describe('a moment', () => {
  it.each([
    ['2025-11-03T12:47:44Z', '3 Nov 2025, 13:47 CET'],
    ['2025-07-03T22:47:44Z', '4 Jul 2025, 00:47 CEST'],
  ])('is told in the zone of the shop, which is named: %s', (timestamp, text) => {
    expect(formatMoment(timestamp, { locale: 'en-GB', timeZone: 'Europe/Berlin' })).toBe(text);
  });
});

describe('the lines of an address', () => {
  it('stand as on a parcel, with the country in words', () => {
    const address = { street: 'Lange Gasse 7', postalCode: '1080', city: 'Wien', country: 'AT' };
    expect(addressLines(address, 'en-GB')).toEqual(['Lange Gasse 7', '1080 Wien', 'Austria']);
    expect(addressLines({ ...address, name: 'Grace', extra: 'Tür 3', region: 'W' }, 'en-GB')).toEqual([
      ...['Grace', 'Lange Gasse 7', 'Tür 3', '1080 Wien', 'W', 'Austria'],
    ]);
  });
});

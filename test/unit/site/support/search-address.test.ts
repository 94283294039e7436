import { describe, expect, it } from 'vitest';
import { addressOf, fieldsOf, NO_FIELDS, queryOf } from '../../../../site/src/views/support/search/search-address.ts';

const none = NO_FIELDS;

describe('the address of a search', () => {
  it.each([
    [none, '/support'],
    [{ ...none, status: 'Processed', from: '2025-11-03' }, '/support?status=Processed&from=2025-11-03'],
    [{ ...none, product: 'Desk lamp', to: '2025-11-03' }, '/support?to=2025-11-03#product=Desk+lamp'],
    [{ ...none, email: ' a+b@example.com ' }, '/support#email=a%2Bb%40example.com'],
    [{ ...none, email: 'a@example.com', status: 'Rejected' }, '/support?status=Rejected#email=a%40example.com'],
  ])('of %j is %s, and leads back to it', (fields, address) => {
    expect(addressOf(fields)).toBe(address);
    const { searchParams, hash } = new URL(address, 'https://shop.example');
    const trimmed = { ...fields, email: fields.email.trim() };
    expect(fieldsOf(Object.fromEntries(searchParams), hash)).toEqual(trimmed);
  });

  it('sends the e-mail address to no server, nor in a referer', () => {
    const { href, hash } = new URL(addressOf({ ...none, email: 'a@example.com' }), 'https://shop.example');
    expect(href.replace(hash, '')).toBe('https://shop.example/support');
  });

  it('is not read from a query, which has been sent already', () => {
    expect(fieldsOf({ email: 'a@example.com' }, '').email).toBe('');
  });
});

describe('what the API is asked for', () => {
  it('is the address of before, which names a day, as a range', () => {
    expect(queryOf(fieldsOf({ day: '2025-11-03' }, ''), 'UTC')).toEqual({
      from: '2025-11-03T00:00:00Z',
      to: '2025-11-04T00:00:00Z',
    });
  });

  it.each([
    ['Europe/Vienna', '2025-03-30', '2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z'],
    ['Europe/Vienna', '2025-10-26', '2025-10-25T22:00:00Z', '2025-10-26T23:00:00Z'],
    ['Pacific/Auckland', '2025-11-03', '2025-11-02T11:00:00Z', '2025-11-03T11:00:00Z'],
    ['America/New_York', '2025-11-02', '2025-11-02T04:00:00Z', '2025-11-03T05:00:00Z'],
    ['Asia/Kolkata', '2025-12-31', '2025-12-30T18:30:00Z', '2025-12-31T18:30:00Z'],
  ])('are days of %s: %s', (timeZone, day, from, to) => {
    expect(queryOf({ ...none, from: day, to: day }, timeZone)).toEqual({ from, to });
  });

  it('is nothing of a day that is none', () => {
    expect(queryOf({ ...none, from: 'yesterday', to: '2025-13-41' }, 'UTC')).toEqual({});
  });
});

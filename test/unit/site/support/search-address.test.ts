import { describe, expect, it } from 'vitest';
import { addressOf, fieldsOf } from '../../../../site/src/views/support/search/search-address.ts';

const none = { orderId: '', email: '', status: '', day: '' };

describe('the address of a search', () => {
  it.each([
    [none, '/support'],
    [{ ...none, status: 'Processed', day: '2025-11-03' }, '/support?status=Processed&day=2025-11-03'],
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

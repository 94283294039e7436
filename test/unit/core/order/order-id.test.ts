import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderIdSchema } from '../../../../lambdas/core/contract/order-id.ts';
import { deriveOrderId, isIdOfCustomer, parseOrderId, randomOrderId } from '../../../../lambdas/core/order/order-id.ts';
import { anOrderId, CUSTOMER_ID, sha256 } from '../../../helpers/factories.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** RFC 4648's base32 in Crockford's alphabet, by the book: bits as text. */
const base32ByTheBook = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .match(/.{5}/g)
    ?.map((bits) => ALPHABET.charAt(Number.parseInt(bits, 2)))
    .join('') ?? '';

describe('an order id', () => {
  it('follows the recipe: twelve characters of one digest and four of another', () => {
    const name = base32ByTheBook(sha256(JSON.stringify(['me', 'key', 'body']))).slice(0, 12);
    const check = base32ByTheBook(sha256(JSON.stringify(['me', name]))).slice(0, 4);
    expect(deriveOrderId(sha256, 'me', 'key', 'body').replaceAll('-', '')).toBe(name + check);
  });

  it('is the same for the same customer, key and body, and matches what a message must hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (customer, key, body) => {
        const id = deriveOrderId(sha256, customer, key, body);
        expect(deriveOrderId(sha256, customer, key, body)).toBe(id);
        expect(orderIdSchema.safeParse(id).success).toBe(true);
        expect(isIdOfCustomer(sha256, id, customer)).toBe(true);
      }),
    );
  });

  it('differs with the customer, the key or the body, also where they join to the same text', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.string(), fc.string(), fc.string()), { minLength: 2 }), (inputs) => {
        const texts = new Set(inputs.map((input) => JSON.stringify(input)));
        const ids = new Set(inputs.map(([customer, key, body]) => deriveOrderId(sha256, customer, key, body)));
        expect(ids.size).toBe(texts.size);
      }),
    );
    expect(deriveOrderId(sha256, 'a', 'bc', 'd')).not.toBe(deriveOrderId(sha256, 'ab', 'c', 'd'));
  });

  it('without a key is random and still the customer’s', () => {
    let call = 0;
    const randomBytes = (count: number) => sha256(String(call++)).subarray(0, count);
    const ids = Array.from({ length: 100 }, () => randomOrderId(sha256, CUSTOMER_ID, randomBytes));
    expect(new Set(ids).size).toBe(100);
    expect(ids.every((id) => isIdOfCustomer(sha256, id, CUSTOMER_ID))).toBe(true);
  });
});

describe('the check group', () => {
  it('tells another customer’s id, missing one in a million', () => {
    const customers = Array.from({ length: 20_000 }, (_, n) => `customer ${n}`);
    const passing = customers.filter((customer) => isIdOfCustomer(sha256, anOrderId(), customer));
    // Expected 0.02; three would mean a group of 13 bits or fewer.
    expect(passing.length).toBeLessThan(3);
  });

  it('detects every change of one character but about one in a million', () => {
    const characters = anOrderId().replaceAll('-', '');
    const changed = [...characters].flatMap((original, at) =>
      [...ALPHABET]
        .filter((other) => other !== original)
        .map((other) => characters.slice(0, at) + other + characters.slice(at + 1)),
    );
    expect(changed).toHaveLength(16 * 31);
    expect(changed.filter((id) => isIdOfCustomer(sha256, id, CUSTOMER_ID))).toEqual([]);
  });
});

describe('reading an id', () => {
  it.each([
    ['as shown', '7K3M-9QXT-2V5H-A1BC'],
    ['in lower case', '7k3m-9qxt-2v5h-a1bc'],
    ['without dashes', '7K3M9QXT2V5HA1BC'],
    ['with spaces', ' 7K3M 9QXT 2V5H A1BC '],
    ['with I and l for 1', '7K3M-9QXT-2V5H-AIBC'],
    ['with L for 1', '7K3M-9QXT-2V5H-AlBC'],
  ])('understands it %s', (_, text) => {
    expect(parseOrderId(text)).toBe('7K3M-9QXT-2V5H-A1BC');
  });

  it('understands O for 0', () => {
    expect(parseOrderId('OOOO-0000-oooo-0000')).toBe('0000-0000-0000-0000');
  });

  it.each([
    [''],
    ['12345'],
    ['7K3M-9QXT-2V5H-A1B'],
    ['7K3M-9QXT-2V5H-A1BCD'],
    ['UUUU-9QXT-2V5H-A1BC'],
    ['7K3M-9QXT-2V5H-A1B😀'],
    ['__proto__'],
    ['../../../etc/passwd'],
    ['0'.repeat(500)],
  ])('refuses %j', (text) => {
    expect(parseOrderId(text)).toBeUndefined();
  });

  it('gives back every id that is made', () => {
    fc.assert(fc.property(fc.string(), (key) => parseOrderId(anOrderId(key).toLowerCase()) === anOrderId(key)));
  });
});

/** SHA-256 of a text's UTF-8 bytes. Injected, so that the domain needs no Node. */
export type Sha256 = (text: string) => Uint8Array;

/** That many random bytes, fit for secrets. */
export type RandomBytes = (count: number) => Uint8Array;

/** Crockford's base32: no I, L, O or U (https://www.crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const NAME_LENGTH = 12;
const CHECK_LENGTH = 4;
const GROUP_LENGTH = 4;
const BITS_PER_CHARACTER = 5;

/** The first `length` characters of the bytes' base32, most significant bit first. */
const base32 = (bytes: Uint8Array, length: number): string => {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= BITS_PER_CHARACTER && text.length < length) {
      bits -= BITS_PER_CHARACTER;
      text += ALPHABET.charAt((buffer >> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return text;
};

const groups = (characters: string): string =>
  characters.match(new RegExp(`.{${GROUP_LENGTH}}`, 'g'))?.join('-') ?? characters;

/** JSON keeps the parts apart: no customer and key can be told as another customer and key. */
const digest = (sha256: Sha256, ...parts: string[]): Uint8Array => sha256(JSON.stringify(parts));

const checkGroup = (sha256: Sha256, customerId: string, name: string): string =>
  base32(digest(sha256, customerId, name), CHECK_LENGTH);

const withCheckGroup = (sha256: Sha256, customerId: string, name: string): string =>
  groups(name + checkGroup(sha256, customerId, name));

/** Twelve characters that a text always has, and another text hardly ever. */
export const shortHash = (sha256: Sha256, text: string): string => base32(sha256(text), NAME_LENGTH);

/** The id that this customer, Idempotency-Key and canonical body always name: nothing is stored to know it. */
export const deriveOrderId = (sha256: Sha256, customerId: string, key: string, canonicalBody: string): string =>
  withCheckGroup(sha256, customerId, base32(digest(sha256, customerId, key, canonicalBody), NAME_LENGTH));

/** A new id for an order without an Idempotency-Key: 60 random bits and the customer's check group. */
export const randomOrderId = (sha256: Sha256, customerId: string, randomBytes: RandomBytes): string =>
  withCheckGroup(sha256, customerId, base32(randomBytes(8), NAME_LENGTH));

/** Whether this customer was given the id, as far as 20 bits tell: a made-up one passes once in a million. */
export const isIdOfCustomer = (sha256: Sha256, orderId: string, customerId: string): boolean => {
  const characters = orderId.replaceAll('-', '');
  const name = characters.slice(0, NAME_LENGTH);
  return characters.slice(NAME_LENGTH) === checkGroup(sha256, customerId, name);
};

/** Reads an id as people type it: any case, with or without dashes and spaces, O for 0, I or L for 1. */
export const parseOrderId = (text: string): string | undefined => {
  const characters = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (characters.length !== NAME_LENGTH + CHECK_LENGTH) return undefined;
  if (![...characters].every((character) => ALPHABET.includes(character))) return undefined;
  return groups(characters);
};

import { createHash } from 'node:crypto';

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An id as Cognito makes them, always the same for the same seed; `alphabet` is how many of 0-9, A-Z, a-z it draws from. */
export const stableId = (seed: string, length: number, characters = ALPHANUMERIC): string =>
  [...createHash('sha256').update(seed).digest()]
    .slice(0, length)
    .map((byte) => characters[byte % characters.length])
    .join('');

/** The characters of an app client's id. */
export const LOWER_CASE = '0123456789abcdefghijklmnopqrstuvwxyz';

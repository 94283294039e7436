import { createHash } from 'node:crypto';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const letters = (seed: string, length: number): string =>
  [...createHash('sha256').update(seed).digest().subarray(0, length)]
    .map((byte) => DIGITS[byte % DIGITS.length])
    .join('');

/** An id of a distribution or an access control (`E2QWRUHAPOMQZL`), always the same for the same seed. */
export const entityId = (seed: string): string => `E${letters(seed, 13)}`;

/** A distribution's own host (`d111111abcdef8.cloudfront.net`), always the same for the same seed. */
export const domainOf = (seed: string): string => `d${letters(seed, 13).toLowerCase()}.cloudfront.net`;

/** An id of a policy, always the same for the same seed. */
export const policyId = (seed: string): string =>
  createHash('sha256')
    .update(seed)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

import { createHash, randomBytes as randomBuffer } from 'node:crypto';
import type { RandomBytes, Sha256 } from '../core/order/order-id.ts';

/** SHA-256 by Node's OpenSSL. */
export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest();

/** Random bytes of the operating system's secure source. */
export const randomBytes: RandomBytes = (count) => randomBuffer(count);

/** Twelve characters that stand for a text: 72 bits of its SHA-256. */
export const shortHash = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 12);

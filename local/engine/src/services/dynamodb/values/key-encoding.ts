import type { AttributeValue } from './attribute-value.ts';
import { parseDecimal } from './decimal.ts';

/** The types that a key may have. */
type KeyType = 'S' | 'N' | 'B';

/** A key attribute of a table or an index. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** Bytes whose order (memcmp) is DynamoDB's order of the values of one type; different values have different bytes. */
export const encodeKey = (value: AttributeValue): Buffer => {
  if ('S' in value) return Buffer.from(value.S);
  if ('N' in value) return encodeNumber(value.N);
  if ('B' in value) return Buffer.from(value.B, 'base64');
  throw new TypeError(`a key is S, N or B, not ${Object.keys(value).join()}`);
};

const NEGATIVE = 0;
const ZERO = 1;
const POSITIVE = 2;
/** Exponents go from -130 to 125: one byte. */
const EXPONENT_OFFSET = 130;

/** Sign, exponent, then two digits a byte; of negative numbers all is inverted, and ended by the largest byte, so that the longer
 * of two that begin alike comes first. */
const encodeNumber = (text: string): Buffer => {
  const decimal = parseDecimal(text);
  if (decimal.digits === '') return Buffer.of(ZERO);
  const bytes = [decimal.exponent + EXPONENT_OFFSET];
  for (let at = 0; at < decimal.digits.length; at += 2) {
    bytes.push(Number(decimal.digits.slice(at, at + 2).padEnd(2, '0')) + 1);
  }
  return decimal.negative
    ? Buffer.of(NEGATIVE, ...bytes.map((byte) => 255 - byte), 255)
    : Buffer.of(POSITIVE, ...bytes);
};

/** How many bytes a partition's place in the scan takes. */
export const POSITION_BYTES = 4;

/** A hash key's bytes behind the place of its partition, which scatters: a scan gives partitions in a random but stable order. */
export const partitionOf = (hashKey: Buffer): Buffer => {
  const partition = Buffer.allocUnsafe(POSITION_BYTES + hashKey.length);
  partition.writeUInt32BE(scatter(hashKey));
  hashKey.copy(partition, POSITION_BYTES);
  return partition;
};

/** FNV-1a, its bits mixed once more (by the end of MurmurHash3), for short keys that differ at their ends alone. */
const scatter = (bytes: Buffer): number => {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** The least bytes that are greater than all that begin with a prefix; undefined where there are none. */
export const afterPrefix = (prefix: Buffer): Buffer | undefined => {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 255) end -= 1;
  if (end === 0) return undefined;
  const after = Buffer.from(prefix.subarray(0, end));
  after[end - 1] = (after[end - 1] ?? 0) + 1;
  return after;
};

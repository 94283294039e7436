import type { AttributeValue } from '../values/attribute-value.ts';
import { equalValues } from '../values/compare.ts';

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** `begins_with` of two texts or two binary values; of anything else it is false.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
export const beginsWith = (value: AttributeValue, prefix: AttributeValue): boolean => {
  if ('S' in value && 'S' in prefix) return value.S.startsWith(prefix.S);
  if (!('B' in value && 'B' in prefix)) return false;
  const start = bytes(prefix.B);
  return bytes(value.B).subarray(0, start.length).equals(start);
};

/** `contains`: a part of a text or binary value, a member of a set, or an element of a list. */
export const contains = (value: AttributeValue, part: AttributeValue): boolean => {
  if ('L' in value) return value.L.some((element) => equalValues(element, part));
  if ('S' in part) {
    if ('S' in value) return value.S.includes(part.S);
    return 'SS' in value && value.SS.includes(part.S);
  }
  if ('N' in part) return 'NS' in value && value.NS.includes(part.N);
  if (!('B' in part)) return false;
  if ('B' in value) return bytes(value.B).includes(bytes(part.B));
  return 'BS' in value && value.BS.includes(part.B);
};

const lengthOf = (value: AttributeValue): number | undefined => {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('B' in value) return bytes(value.B).length;
  if ('M' in value) return Object.keys(value.M).length;
  if ('L' in value) return value.L.length;
  if ('SS' in value) return value.SS.length;
  if ('NS' in value) return value.NS.length;
  return 'BS' in value ? value.BS.length : undefined;
};

/** `size`: bytes of a text or binary value, members of a set, map or list; numbers, booleans and nulls have none. */
export const sizeOf = (value: AttributeValue): AttributeValue | undefined => {
  const length = lengthOf(value);
  return length === undefined ? undefined : { N: String(length) };
};

import type { AttributeValue, Item } from './attribute-value.ts';
import { compareNumbers } from './numbers.ts';

/** The name of an attribute value's type, as the wire has it. */
export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'M' | 'L';

/** The type of a valid attribute value. */
export const typeOf = (value: AttributeValue): AttributeType => {
  for (const type in value) return type as AttributeType;
  throw new TypeError('an attribute value without a type');
};

const SURROGATES_START = 0xd800;
const SURROGATES_END = 0xe000;
/** Surrogate pairs stand for the code points after U+FFFF, so that in UTF-8 they come after every other unit. */
const rank = (unit: number): number => (unit < SURROGATES_START ? unit : unit < SURROGATES_END ? unit + 0x10000 : unit);

/** The order of two texts by their UTF-8 bytes: negative, zero or positive. */
export const compareUtf8 = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
};

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** The order of two values of the same scalar type (numbers by value, texts by UTF-8 bytes, binary values by unsigned bytes); undefined
 * when the types differ or have no order.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
export const compareValues = (a: AttributeValue, b: AttributeValue): number | undefined => {
  if ('S' in a && 'S' in b) return compareUtf8(a.S, b.S);
  if ('N' in a && 'N' in b) return compareNumbers(a.N, b.N);
  if ('B' in a && 'B' in b) return Buffer.compare(bytes(a.B), bytes(b.B));
  return undefined;
};

const sameMembers = (a: readonly string[], b: readonly string[]): boolean => {
  if (a.length !== b.length) return false;
  const members = new Set(a);
  return b.every((member) => members.has(member));
};

const sameMap = (a: Item, b: Item): boolean => {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [left, right] = [a[name], b[name]];
      return Object.hasOwn(b, name) && left !== undefined && right !== undefined && equalValues(left, right);
    })
  );
};

const sameList = (a: readonly AttributeValue[], b: readonly AttributeValue[]): boolean =>
  a.length === b.length &&
  a.every((value, index) => {
    const other = b[index];
    return other !== undefined && equalValues(value, other);
  });

/** Whether two values are of one type and equal: numbers by value (both are normalized), sets in any order, documents by their members. */
export const equalValues = (a: AttributeValue, b: AttributeValue): boolean => {
  if ('S' in a) return 'S' in b && a.S === b.S;
  if ('N' in a) return 'N' in b && compareNumbers(a.N, b.N) === 0;
  if ('B' in a) return 'B' in b && a.B === b.B;
  if ('BOOL' in a) return 'BOOL' in b && a.BOOL === b.BOOL;
  if ('NULL' in a) return 'NULL' in b;
  if ('SS' in a) return 'SS' in b && sameMembers(a.SS, b.SS);
  if ('NS' in a) return 'NS' in b && sameMembers(a.NS, b.NS);
  if ('BS' in a) return 'BS' in b && sameMembers(a.BS, b.BS);
  if ('M' in a) return 'M' in b && sameMap(a.M, b.M);
  return 'L' in b && sameList(a.L, b.L);
};

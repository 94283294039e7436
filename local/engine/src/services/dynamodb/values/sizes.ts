import type { AttributeValue, Item } from './attribute-value.ts';
import { parseDecimal } from './decimal.ts';

/** What a list or a map costs by itself, and each of its elements. */
const DOCUMENT_BYTES = 3;
const ELEMENT_BYTES = 1;

/** An item's size in bytes, by which DynamoDB limits and bills.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export const itemSize = (item: Item): number => {
  let bytes = 0;
  for (const name of Object.keys(item)) bytes += Buffer.byteLength(name) + valueSize(item[name] as AttributeValue);
  return bytes;
};

const valueSize = (value: AttributeValue): number => {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return binarySize(value.B);
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('M' in value) return DOCUMENT_BYTES + ELEMENT_BYTES * Object.keys(value.M).length + itemSize(value.M);
  if ('L' in value) return value.L.reduce((sum, element) => sum + ELEMENT_BYTES + valueSize(element), DOCUMENT_BYTES);
  if ('SS' in value) return sumOf(value.SS, Buffer.byteLength);
  if ('NS' in value) return sumOf(value.NS, numberSize);
  return sumOf(value.BS, binarySize);
};

const sumOf = (list: readonly string[], size: (text: string) => number): number =>
  list.reduce((sum, text) => sum + size(text), 0);

/** Two digits a byte, counted from the decimal point, one byte more for the exponent and one for the sign. */
const numberSize = (text: string): number => {
  const { digits, exponent, negative } = parseDecimal(text);
  if (digits === '') return 1;
  const shifted = digits.length % 2 === 0 && exponent % 2 === 0 ? 1 : 0;
  return 1 + Math.ceil(digits.length / 2) + shifted + (negative ? 1 : 0);
};

const binarySize = (base64: string): number => Buffer.byteLength(base64, 'base64');

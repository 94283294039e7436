import type { KeyTest } from '../expressions/index.ts';
import type { Bound } from '../storage/walk.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { afterPrefix, encodeKey } from '../values/key-encoding.ts';

/** The range keys that a condition allows. */
export interface KeyRange {
  readonly low?: Bound | undefined;
  readonly high?: Bound | undefined;
}

/** The range of a condition on the range key. */
export const keyRange = ({ operator, values }: KeyTest): KeyRange => {
  const [first, second] = values.map((value) => encodeKey(value as AttributeValue));
  const bound = (bytes: Buffer | undefined, inclusive: boolean): Bound | undefined => bytes && { bytes, inclusive };
  const [from, after] = [bound(first, true), bound(first, false)];
  switch (operator) {
    case '=':
      return { low: from, high: from };
    case '<':
      return { high: after };
    case '<=':
      return { high: from };
    case '>':
      return { low: after };
    case '>=':
      return { low: from };
    case 'BETWEEN':
      return { low: from, high: bound(second, true) };
    case 'begins_with':
      return { low: from, high: first && bound(afterPrefix(first), false) };
  }
};

/** Whether a range key lies in a range. */
export const inRange = ({ low, high }: KeyRange, key: Uint8Array): boolean => {
  const fromLow = low ? Buffer.compare(key, low.bytes) : 1;
  const toHigh = high ? Buffer.compare(key, high.bytes) : -1;
  return (low?.inclusive ? fromLow >= 0 : fromLow > 0) && (high?.inclusive ? toHigh <= 0 : toHigh < 0);
};

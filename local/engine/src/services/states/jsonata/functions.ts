import { createHash, randomUUID } from 'node:crypto';
import type { Expression } from 'jsonata';
import { own } from '../../../kit/own.ts';

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};
/** The most that $range may give. */
const LONGEST_RANGE = 1000;

/** Adds what Step Functions has beyond JSONata's own functions, and takes $eval away.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn */
export const registerFunctions = (expression: Expression): void => {
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction('random', random, '<n?:n>');
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction('parse', (text: string): unknown => JSON.parse(text), '<s:x>');
  expression.registerFunction('eval', () => {
    throw new Error('$eval is not supported');
  });
};

const partition = (items: readonly unknown[], size: number): unknown[][] => {
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition needs a chunk size of 1 or more');
  const chunks: unknown[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return asSequence(chunks);
};

const range = (first: number, last: number, step: number): number[] => {
  if (step === 0) throw new Error('$range needs a step other than 0');
  const length = Math.floor((last - first) / step) + 1;
  if (length > LONGEST_RANGE) throw new Error(`$range gives at most ${LONGEST_RANGE} numbers`);
  return asSequence(Array.from({ length: Math.max(0, length) }, (_, index) => first + index * step));
};

/** A sequence of JSONata: one of a single value is that value, unless the expression keeps it an array by `[]`.
 * https://docs.jsonata.org/processing#sequences */
const asSequence = <T>(items: T[]): T[] =>
  items.length === 1 ? Object.defineProperty(items, 'sequence', { enumerable: false, value: true }) : items;

const hash = (data: string, algorithm: string): string => {
  const name = own(HASHES, algorithm);
  if (!name) throw new Error(`$hash knows ${Object.keys(HASHES).join(', ')}`);
  return createHash(name).update(data).digest('hex');
};

/** Between 0 (inclusive) and 1; the same for the same seed (mulberry32). */
const random = (seed?: number): number => {
  if (seed === undefined) return Math.random();
  let state = (Math.trunc(seed) + 0x6d2b79f5) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296;
};

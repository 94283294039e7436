import type { Answer } from './sides.ts';

/** How often each operation ended in which way. */
export interface Tally {
  count(operation: string, answer: Answer): void;
  known(name: string): void;
  readonly operations: number;
  /** Endings of an operation: `ok` or an error's code, and how often. */
  endings(operation: string): ReadonlyMap<string, number>;
  /** Messages of ValidationExceptions, and how often; names and values in them are left out. */
  readonly refusals: ReadonlyMap<string, number>;
  readonly knownDifferences: ReadonlyMap<string, number>;
  /** A table to read. */
  print(): string;
}

const plusOne = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

/** Counts from nothing. */
export const createTally = (): Tally => {
  const byOperation = new Map<string, Map<string, number>>();
  const refusals = new Map<string, number>();
  const known = new Map<string, number>();
  let operations = 0;
  return {
    count: (operation, answer) => {
      operations += 1;
      const endings = byOperation.get(operation) ?? new Map<string, number>();
      byOperation.set(operation, endings);
      plusOne(endings, answer.code ?? 'ok');
      if (answer.code === 'ValidationException') plusOne(refusals, kindOfRefusal(answer.message));
    },
    known: (name) => plusOne(known, name),
    get operations() {
      return operations;
    },
    endings: (operation) => byOperation.get(operation) ?? new Map(),
    refusals,
    knownDifferences: known,
    print: () =>
      [
        `${operations} operations, ${refusals.size} kinds of ValidationException`,
        ...[...byOperation].sort().map(([operation, endings]) => `  ${operation.padEnd(16)} ${listed(endings)}`),
        ...(known.size > 0 ? [`known differences: ${listed(known)}`] : []),
      ].join('\n'),
  };
};

const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** A message up to the first thing in it that is the request's own. */
const kindOfRefusal = (message: string): string =>
  message
    .replace(/^\d+ validation errors? detected: /, '')
    .replace(/['"[{(:].*$/s, '')
    .slice(0, 90);

import { beforeAll, describe, expect, it } from 'vitest';
import { type Report, reduced, runDifferential } from './run.ts';

// `npm run differential -w local-aws` runs 20,000.
const operations = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 3000);
const seed = Number(process.env.DIFFERENTIAL_SEED ?? 20_261_126);

/** How operations must end at least once for a run to say something. */
const ENDINGS = [
  ...[
    'BatchGetItem',
    'BatchWriteItem',
    'CreateTable',
    'DeleteItem',
    'DescribeTable',
    'GetItem',
    'ListTables',
    'PutItem',
  ],
  ...['Query', 'Scan', 'UpdateItem', 'UpdateTable'],
].flatMap((operation) => [
  [operation, 'ok'],
  [operation, 'ValidationException'],
]);
const CONDITIONAL = ['PutItem', 'UpdateItem', 'DeleteItem'].map((operation) => [
  operation,
  'ConditionalCheckFailedException',
]);

describe(`our tables and dynalite, seed ${seed}`, () => {
  let report: Report;
  beforeAll(async () => {
    report = await runDifferential(operations, seed);
    console.log(report.tally.print());
  }, 600_000);

  it('answer the same, but for the known differences', async () => {
    const [first] = report.differences;
    const shown = first && (await reduced(first));
    expect(shown && { ...shown, of: report.differences.length }).toBeUndefined();
  }, 120_000);

  it('were asked as many operations as wanted', () => {
    expect(report.tally.operations).toBeGreaterThanOrEqual(operations);
  });

  it.each([...ENDINGS, ...CONDITIONAL, ['CreateTable', 'ResourceInUseException']])(
    'were asked for a %s that ends in %s',
    (operation = '', ending = '') => {
      expect(report.tally.endings(operation).get(ending)).toBeGreaterThan(0);
    },
  );

  it('were asked for many kinds of mistakes', () => {
    expect(report.tally.refusals.size).toBeGreaterThan(30);
  });
});

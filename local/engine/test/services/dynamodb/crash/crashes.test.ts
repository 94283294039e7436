import { describe, expect, it } from 'vitest';
import { type CrashReport, crash } from './crashes.ts';

// `npm run crashes -w local-aws` makes 2,000 of each.
const crashes = Number(process.env.CRASHES ?? 24);
const seed = Number(process.env.CRASHES_SEED ?? 1);
const TIMEOUT_MS = 3_600_000;

const checked = async (workload: 'transfers' | 'writes', count: number): Promise<CrashReport> => {
  const report = await crash(workload, count, seed);
  console.log(`${workload}: ${JSON.stringify(report)}`);
  expect(report).toMatchObject({ crashes: count });
  expect(report.acknowledged).toBeGreaterThan(count / 2);
  expect(report.unanswered).toBeGreaterThan(0);
  return report;
};

describe('a process that is killed between any two steps', () => {
  it(
    'leaves transactions done or not begun, answered ones done, and tokens that have no second effect',
    async () => {
      const { refused } = await checked('transfers', crashes);
      expect(refused).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  it(
    'leaves items and their entries in indexes that agree, and answered writes done',
    async () => {
      await checked('writes', Math.ceil(crashes / 2));
    },
    TIMEOUT_MS,
  );
});

import { exec } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

// What `npm run verify` checks besides the tests. Each works on one core most of its time, so two run at a time; the longest begins.
const CHECKS = ['synth:checked', 'types', 'lint', 'unused'];
const AT_A_TIME = 2;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

const run = promisify(exec);
const cwd = resolve(import.meta.dirname, '../..');

const check = async (script: string): Promise<void> => {
  try {
    await run(`npm run --silent ${script}`, { cwd, maxBuffer: MAX_OUTPUT_BYTES });
    console.log(`npm run ${script}: no findings`);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    console.error(`${stdout}${stderr}\nnpm run ${script}: failed`);
    process.exitCode = 1;
  }
};

const left = CHECKS.values();
const workThrough = async (): Promise<void> => {
  for (const script of left) await check(script);
};
await Promise.all(Array.from({ length: AT_A_TIME }, workThrough));

import { describe, expect, test } from 'vitest';
import { readEnv } from '../../../lambdas/runtime/env.ts';
import { createLogger } from '../../../lambdas/runtime/logger.ts';

describe('the environment', () => {
  test('gives the variables that a function names', () => {
    const source = { ORDERS_TABLE: 'Orders', STATE_MACHINE_ARN: 'arn:aws:states:x', OTHER: 'x' };
    expect(readEnv(['ORDERS_TABLE', 'STATE_MACHINE_ARN'], source)).toEqual({
      ORDERS_TABLE: 'Orders',
      STATE_MACHINE_ARN: 'arn:aws:states:x',
    });
  });

  test('names every variable that is missing or malformed', () => {
    const source = { ORDER_QUEUE_URL: 'not an address', ORDERS_TABLE: '' };
    expect(() => readEnv(['ORDER_QUEUE_URL', 'ORDERS_TABLE', 'STATE_MACHINE_ARN'], source)).toThrow(
      /ORDER_QUEUE_URL: .*ORDERS_TABLE: .*STATE_MACHINE_ARN: /,
    );
  });
});

describe('a log line', () => {
  test('says what the logger says, whatever its fields are called', () => {
    const lines: string[] = [];
    const forged: Record<string, string> = {
      message: 'order accepted',
      level: 'FATAL',
      timestamp: 'never',
      error: 'x',
    };
    const log = createLogger(forged, (line) => lines.push(line)).with(forged);
    log.info('audit', forged);
    log.error('failed', new Error('fault'), forged);
    const [audit, failed] = lines.map((line) => JSON.parse(line));
    expect(audit).toMatchObject({ message: 'audit', level: 'INFO', timestamp: expect.stringMatching(/^\d{4}-/) });
    expect(failed).toMatchObject({ message: 'failed', level: 'ERROR', error: { name: 'Error', message: 'fault' } });
    // @ts-expect-error: the type refuses it, too.
    log.info('audit', { message: 'x' });
  });

  test('is one line of JSON, whatever it says', () => {
    const lines: string[] = [];
    const log = createLogger({ function: 'x' }, (line) => lines.push(line)).with({ orderId: 'o' });
    log.info('two\nlines', { n: 1 });
    log.error('failed', new Error('outer', { cause: new TypeError('inner') }));
    expect(lines.every((line) => !line.includes('\n'))).toBe(true);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'INFO', message: 'two\nlines', function: 'x', orderId: 'o', n: 1 },
      { level: 'ERROR', error: { name: 'Error', message: 'outer', cause: { name: 'TypeError', message: 'inner' } } },
    ]);
    expect(JSON.parse(lines[0] ?? '').timestamp).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });
});

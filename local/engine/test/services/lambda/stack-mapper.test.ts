import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine, until } from '../../../src/testing/engine.ts';
import { stackOf } from './stack.ts';

/** One line, all of which stands for line 42, column 3 of its source. */
const BUNDLE =
  'export const handler=async({how})=>{const e=new Error("broken");if(how==="log"){console.error(e);return}throw e}';
const map = { version: 3, sources: ['src/pay.ts'], names: [], mappings: 'AAyCE' };

describe('stacks of bundled functions', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  const lines: string[] = [];
  beforeAll(async () => {
    const sourceMaps = mkdtempSync(join(tmpdir(), 'maps-'));
    const file = `${createHash('sha256').update(BUNDLE).digest('hex')}.map`;
    writeFileSync(join(sourceMaps, file), JSON.stringify(map));
    const failing = 'export const handler = async () => { throw new Error("unmapped"); };';
    engine = await startTestEngine({
      assembly: stackOf({ Pay: { code: BUNDLE }, Plain: { code: failing } }),
      sourceMaps,
      onLog: (_source, line) => void lines.push(line),
    });
  });
  afterAll(() => engine.dispose());

  const invoke = (FunctionName: string, payload: object) =>
    engine.call<{ Payload: string; LogResult: string }>('lambda', 'Invoke', {
      FunctionName,
      Payload: JSON.stringify(payload),
      LogType: 'Tail',
    });

  it('name the source in the error that the caller gets, and in the log of the call', async () => {
    const { Payload, LogResult } = await invoke('Pay', {});
    expect(JSON.parse(Payload)).toMatchObject({ errorMessage: 'broken' });
    expect(JSON.parse(Payload).trace.join('\n')).toMatch(/^Error: broken\n {4}at .*src\/pay\.ts:42:3\)?\n/);
    expect(Buffer.from(LogResult, 'base64').toString()).toContain('src/pay.ts:42:3');
  });

  it('name the source where a handler logs an error, on the console and in CloudWatch Logs', async () => {
    await invoke('Pay', { how: 'log' });
    expect(lines.filter((line) => line.includes('pay.ts:42:3')).length).toBeGreaterThan(0);
    const events = await until('the error is in its log', async () => {
      const found = await engine
        .call<{ events: { message: string }[] }>('logs', 'FilterLogEvents', { logGroupName: '/aws/lambda/Pay' })
        .catch(() => undefined);
      return found && found.events.length > 0 && found.events;
    });
    expect(events.some(({ message }) => message.includes('src/pay.ts:42:3'))).toBe(true);
    expect(events.some(({ message }) => message.includes('index.mjs:1:'))).toBe(false);
  });

  it('stay as they are where a bundle has no map', async () => {
    const { Payload } = await invoke('Plain', {});
    expect(JSON.parse(Payload).trace[1]).toMatch(/index\.mjs:1:\d+/);
  });
});

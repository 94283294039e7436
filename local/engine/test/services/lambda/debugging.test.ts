import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { stackOf } from './stack.ts';

describe('functions under a debugger', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  beforeAll(async () => {
    const code = `export const handler = async (event, context) => {
      await new Promise((wake) => setTimeout(wake, 1200));
      return context.getRemainingTimeInMillis();
    };`;
    engine = await startTestEngine({
      assembly: stackOf({ Held: { code, properties: { Timeout: 1 } } }),
      debugging: true,
    });
  });
  afterAll(() => engine.dispose());

  it('are not ended at their timeout, nor told that it is near', async () => {
    const { Payload } = await engine.call<{ Payload: string }>('lambda', 'Invoke', { FunctionName: 'Held' });
    expect(Number(Payload)).toBeGreaterThan(60_000);
  });
});

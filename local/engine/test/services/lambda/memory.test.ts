import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { stackOf } from './stack.ts';

const functions = {
  Hungry: {
    code: `const kept = [];
      export const handler = async ({ eat }) => {
        while (eat === 'arrays') kept.push(new Array(10_000).fill(Math.random()));
        const map = new Map();
        for (let i = 0; eat === 'map'; i += 1) map.set(i, { i });
        let text = 'x';
        const object = {};
        for (let i = 0; eat === 'keys'; i += 1) object['k' + i] = { i };
        while (eat === 'buffers') kept.push(Buffer.alloc(1_000_000, 1));
        while (eat === 'text') { text += text.slice(0, 1e6) + Math.random(); kept.push(text.split('').join('.')); }
        return 'full';
      };`,
    properties: { Timeout: 60 },
  },
};

describe('Lambda', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  beforeAll(async () => {
    engine = await startTestEngine({ assembly: stackOf(functions) });
  });
  afterAll(() => engine.dispose());

  const invoke = async (FunctionName: keyof typeof functions, payload: unknown = {}) => {
    const answer = await engine.call<{ FunctionError?: string; Payload: string }>('lambda', 'Invoke', {
      FunctionName,
      Payload: JSON.stringify(payload),
    });
    return { ...answer, value: JSON.parse(answer.Payload ?? 'null') };
  };

  // Each fills an environment of its own.
  it.concurrent.each(['arrays', 'map', 'keys', 'buffers', 'text'])(
    'contains a function that fills its memory with %s',
    async (eat) => {
      const answer = await invoke('Hungry', { eat });
      expect(answer.FunctionError).toBe('Unhandled');
      expect(answer.value.errorType).toBe('Runtime.OutOfMemory');
      expect((await invoke('Hungry')).value).toBe('full');
    },
    90_000,
  );
});

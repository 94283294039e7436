import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/aws-error.ts';
import { createTurns } from '../../src/dev/turns.ts';
import { until } from '../../src/testing/engine.ts';

describe('turns', () => {
  it('come one after another, and tell in a few lines what came of each', async () => {
    const said: string[] = [];
    const turns = createTurns((line) => said.push(line));
    const order: number[] = [];
    turns.add('first', async () => {
      await new Promise((wake) => setTimeout(wake, 20));
      order.push(1);
      return [{ kind: 'changed', logicalId: 'Queue', type: 'AWS::SQS::Queue' }];
    });
    turns.add('second', async () => {
      order.push(2);
      throw new EngineError(`cannot be\n${'    at somewhere (x.ts:1:1)\n'.repeat(9)}because\n${'more\n'.repeat(12)}`);
    });
    turns.add('third', async () => {
      order.push(3);
      return [];
    });
    await until('all have come', () => said.length === 3);
    expect(order).toEqual([1, 2, 3]);
    expect(said[0]).toMatch(/^first: live after 0\.\d s\n {9}changed Queue \(AWS::SQS::Queue\)$/);
    expect(said[1]?.split('\n').map((line) => line.trim())).toEqual([
      'second: what ran before stays',
      'cannot be',
      'because',
      ...Array(6).fill('more'),
      'and 6 more',
    ]);
  });
});

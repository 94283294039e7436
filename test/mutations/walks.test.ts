import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { named } from './rows.ts';

describe('a template that AWS takes, and that does not work', () => {
  it.concurrent.each(named.filter(([, { noticed }]) => noticed !== 'start'))('%s', async (_name, row) => {
    expect(await judge(row)).toBeUndefined();
  });
});

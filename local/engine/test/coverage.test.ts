import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverage, withCoverage } from '../scripts/coverage.ts';

describe('the README', () => {
  it('lists what the engine emulates; else run `npm run coverage -w local-aws`', async () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    expect(readme).toBe(withCoverage(readme, await coverage()));
  });
});

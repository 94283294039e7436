import { describe, expect, inject, it } from 'vitest';
import { drive } from './drive.ts';
import { harmless } from './harmless.ts';

/** So many changes to a start; where it fails, each is judged on its own. */
const AT_ONCE = 8;
type Entry = (typeof harmless)[number];

const groups = Array.from({ length: Math.ceil(harmless.length / AT_ONCE) }, (_none, index) =>
  harmless.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
);

const fails = async (changes: readonly Entry[]): Promise<string | undefined> => {
  const { failed, evidence } = await drive(
    inject('assembly'),
    (template) => {
      for (const [, change] of changes) change(template);
    },
    ['order', 'pages'],
  );
  return failed === 'nowhere' ? undefined : `${failed}: ${evidence}`;
};

describe('changes that AWS takes', () => {
  it('are at least 40', () => {
    expect(harmless.length).toBeGreaterThanOrEqual(40);
  });

  it.each(groups.map((group) => [group.map(([name]) => name).join(', '), group] as const))(
    'are taken, and an order comes to its end: %s',
    async (_names, group) => {
      const together = await fails(group);
      const alone: string[] = [];
      if (together !== undefined) {
        for (const entry of group) {
          const failure = await fails([entry]);
          if (failure !== undefined) alone.push(`${entry[0]}: ${failure}`);
        }
      }
      expect(alone.join('\n\n') || together).toBeUndefined();
    },
    240_000,
  );
});

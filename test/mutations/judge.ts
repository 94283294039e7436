import { inject } from 'vitest';
import { drive, IMPATIENT_SECONDS } from './drive.ts';
import type { Row } from './row.ts';
import type { WalkName } from './walks.ts';

/** Where the failing of a row is looked for: a break that nothing refuses has to stop the walk that AWS would stop. */
const walksOf = ({ noticed }: Row): readonly WalkName[] => [noticed === 'start' ? 'order' : noticed];

/** What is wrong with how the engine met a row; undefined where it is as the row says. */
export const judge = async (row: Row): Promise<string | undefined> => {
  const { failed, evidence } = await drive(
    inject('assembly'),
    row.breaks,
    walksOf(row),
    row.unnoticed === undefined ? IMPATIENT_SECONDS : undefined,
  );
  if (row.unnoticed !== undefined) {
    return failed === 'nowhere' ? undefined : `it is noticed (${failed}): take its \`unnoticed\` away\n${evidence}`;
  }
  if (failed !== row.noticed) return `expected to fail at ${row.noticed}, failed ${failed}\n${evidence}`;
  return row.by.test(evidence) ? undefined : `failed at ${failed}, but not by ${row.by}\n${evidence}`;
};

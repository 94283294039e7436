import type { Template } from 'local-aws/testing';
import { inject } from 'vitest';
import { drive, IMPATIENT_SECONDS } from './drive.ts';
import { idOf } from './edits.ts';
import type { Row } from './row.ts';
import type { WalkName } from './walks.ts';

/** Where the failing of a row is looked for: a break that nothing refuses has to stop the walk that AWS would stop. */
const walksOf = ({ noticed }: Row): readonly WalkName[] => [noticed === 'start' ? 'order' : noticed];

/** A start runs the function of a custom resource, which most refusals need not wait for. */
const withoutSeeding = ({ by }: Row, template: Template): void => {
  if (!by.source.includes('Catalogue'))
    delete (template.Resources as Record<string, unknown>)[idOf(template, 'Custom::Catalogue')];
};

/** What is wrong with how the engine met a row; undefined where it is as the row says. */
export const judge = async (row: Row): Promise<string | undefined> => {
  const { failed, evidence } = await drive(
    inject('assembly'),
    (template) => {
      if (row.noticed === 'start' && row.unnoticed === undefined) withoutSeeding(row, template);
      row.breaks(template);
    },
    walksOf(row),
    row.unnoticed === undefined ? IMPATIENT_SECONDS : undefined,
  );
  if (row.unnoticed !== undefined) {
    return failed === 'nowhere' ? undefined : `it is noticed (${failed}): take its \`unnoticed\` away\n${evidence}`;
  }
  if (failed !== row.noticed) return `expected to fail at ${row.noticed}, failed ${failed}\n${evidence}`;
  return row.by.test(evidence) ? undefined : `failed at ${failed}, but not by ${row.by}\n${evidence}`;
};

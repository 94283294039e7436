import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { firstItems, requestOn } from './generate/requests.ts';
import { tableShape } from './generate/tables.ts';
import { type Difference, runSession, type Session, type Sides } from './session.ts';
import { openDynalite, openOurs } from './sides.ts';
import { createTally, type Tally } from './tally.ts';

const REQUESTS_A_SESSION = 40;

/** Sessions on random tables. */
const session: fc.Arbitrary<Session> = tableShape.chain((table) =>
  fc
    .tuple(
      firstItems(table),
      fc.array(requestOn(table), { minLength: REQUESTS_A_SESSION, maxLength: REQUESTS_A_SESSION, size: 'max' }),
    )
    .map(([items, requests]) => ({ table, requests: [...items, ...requests] })),
);

/** A difference, and the session that it was found in. */
export type Found = Difference & { readonly session: Session };

/** What a run of the differential test gives. */
export interface Report {
  readonly tally: Tally;
  readonly differences: readonly Found[];
}

/** Runs at least so many operations on both sides; equal seeds make equal requests. Goes on after a difference, with the next session. */
export const runDifferential = async (operations: number, seed: number): Promise<Report> => {
  const tally = createTally();
  const differences: Found[] = [];
  await onBoth(async (sides) => {
    for (let number = 0; tally.operations < operations; number += 1) {
      const [next] = fc.sample(session, { seed: seed + number, numRuns: 1 });
      if (!next) throw new Error('there is no session');
      const difference = await runSession(sides, next, tally);
      if (difference) differences.push({ ...difference, session: next });
    }
  });
  return { tally, differences };
};

/** The requests of a session that its difference needs: each is left out that makes it no less different. */
export const reduced = async ({ session: { table, requests } }: Found): Promise<Found> => {
  let found: Found | undefined;
  await onBoth(async (sides) => {
    const differs = async (some: readonly Session['requests'][number][]): Promise<Found | undefined> => {
      const one = { table, requests: some };
      const difference = await runSession(sides, one, createTally());
      return difference && { ...difference, session: one };
    };
    found = await differs(requests);
    for (let at = requests.length - 1; at >= 0; at -= 1) {
      const rest = (found?.session.requests ?? []).filter((_, index) => index !== at);
      found = (await differs(rest)) ?? found;
    }
  });
  if (!found) throw new Error('the difference did not come again: one of the two sides has a memory');
  return found;
};

const onBoth = async (work: (sides: Sides) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'differential-'));
  const sides = { ours: await openOurs(folder), theirs: openDynalite() };
  try {
    await work(sides);
  } finally {
    await sides.ours.close();
    await sides.theirs.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

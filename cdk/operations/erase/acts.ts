import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Erasure } from './erasure.ts';

/** An item of the table Activity, as far as erasing must know it: what support did about an order, or noted by hand. */
export const storedActSchema = z.looseObject({
  orderId: z.string(),
  position: z.string(),
  text: z.unknown().optional(),
  details: z.unknown().optional(),
});

/** An item of the table Activity. */
export type StoredAct = z.infer<typeof storedActSchema>;

/** Stands for what somebody wrote about the person. */
const ERASED_TEXT = '(erased)';

/** What tells who of support did what and how it ended, and nothing of the customer. As with records, all else goes. */
const impersonal: ReadonlySet<string> = new Set([
  ...['orderId', 'position', 'at', 'action', 'actor', 'by', 'outcome', 'text', 'details'],
]);

/** The choices of an act, which are words of ours; the others are texts. */
const CHOICES: ReadonlySet<string> = new Set([
  ...['decision', 'machine', 'execution', 'redriveCount', 'aborted', 'fresh', 'occasion'],
]);

const detailsOf = (details: unknown): Record<string, unknown> => {
  const members = z.record(z.string(), z.unknown()).safeParse(details).data ?? {};
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, CHOICES.has(name) ? value : ERASED_TEXT]),
  );
};

/** What takes the person out of an act: its texts; that it was done stays. Undefined where nothing of them is in it. */
export const actErasureOf = (act: StoredAct): Erasure | undefined => {
  const wanted: Record<string, unknown> = {
    ...(act.text !== undefined && { text: ERASED_TEXT }),
    ...(act.details !== undefined && { details: detailsOf(act.details) }),
  };
  const set = Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !isDeepStrictEqual(act[name], value)),
  );
  const remove = Object.keys(act).filter((name) => !impersonal.has(name));
  return Object.keys(set).length + remove.length === 0 ? undefined : { set, remove };
};

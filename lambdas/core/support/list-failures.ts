import type { Failures, FailuresQuery } from '../contract/attention.ts';
import { machineSchema } from '../contract/machine.ts';
import { fromOpaque, toOpaque } from '../shared/cursor.ts';
import { failedItem, groupFailures } from './failure-groups.ts';
import { type FailureIndex, failurePosition, type KeptFailure } from './failure-index.ts';
import type { createOpenFailures, OpenFailure } from './open-failures.ts';

const PAGE_SIZE = 20;
/** What is asked for beside a cause is left to filter; this bounds how much one call reads to fill a page. */
const READ_AT_ONCE = 100;
const MAX_ROUNDS = 5;

/** Made of places alone, so that nothing but a place goes in. */
const POSITION = new RegExp(String.raw`^\d{4}-[\d:.TZ-]{1,30}#(?:${machineSchema.options.join('|')})#[\w.-]{1,80}$`);

/** The place that a cursor names, or undefined for anything that is not a cursor. */
const decode = (cursor: string): string | undefined => {
  try {
    const position = fromOpaque(cursor);
    return POSITION.test(position) ? position : undefined;
  } catch {
    return undefined;
  }
};

const fits = ({ machine, status, failure }: KeptFailure, query: FailuresQuery): boolean =>
  (query.machine === undefined || query.machine === machine) &&
  (query.status === undefined || query.status === status) &&
  (query.state === undefined || query.state === failure.state) &&
  (query.error === undefined || query.error === failure.error);

/** Makes the use case "list open failures": a page, oldest first; those of one cause by an index of their own. */
export const createListFailures = (
  index: Pick<FailureIndex, 'list'>,
  { find, stillOpen }: ReturnType<typeof createOpenFailures>,
) => {
  const pageOf = async (query: FailuresQuery, from: string | undefined): Promise<Failures> => {
    const { state, error } = query;
    const cause = state === undefined || error === undefined ? undefined : { state, error };
    const open: OpenFailure[] = [];
    let after = from;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const read = await index.list({ cause, after, limit: READ_AT_ONCE });
      const fitting = read.filter((kept) => fits(kept, query));
      open.push(...(await stillOpen(fitting)));
      const [last, next] = [open[PAGE_SIZE - 1], open[PAGE_SIZE]];
      if (last && next) return { failures: itemsOf(open), cursor: toOpaque(failurePosition(last.kept)) };
      const end = read.at(-1);
      if (!end || read.length < READ_AT_ONCE) return { failures: itemsOf(open) };
      after = failurePosition(end);
    }
    return { failures: itemsOf(open), ...(after !== undefined && { cursor: toOpaque(after) }) };
  };

  return async (query: FailuresQuery): Promise<Failures | 'bad-cursor'> => {
    const { cursor } = query;
    if (cursor !== undefined) {
      const after = decode(cursor);
      return after === undefined ? 'bad-cursor' : pageOf(query, after);
    }
    // First, as what is missing in the index is taken in by it.
    const { open, more } = await find();
    return { ...(await pageOf(query, undefined)), groups: groupFailures(open.map(({ kept }) => kept)), more };
  };
};

const itemsOf = (open: readonly OpenFailure[]): Failures['failures'] => open.slice(0, PAGE_SIZE).map(failedItem);

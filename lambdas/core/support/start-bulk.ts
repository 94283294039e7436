import type { BulkAccepted, BulkInput, BulkRequest } from '../contract/bulk.ts';
import type { Clock } from '../shared/timestamp.ts';
import type { BulkPlace, BulkWorkflow } from './bulk-ports.ts';

/** What starting a bulk needs. */
interface StartDependencies {
  workflow: Pick<BulkWorkflow, 'start' | 'describe'>;
  place: BulkPlace;
  now: Clock;
}

/** Why a bulk is not started; of another one that runs, which. */
export type NotStarted = { refusal: 'bulk-id-reused' } | { refusal: 'bulk-running'; running: string };

/** Longer than any call that takes the place and then starts its execution may take. */
const STARTING_MS = 60_000;

/** Makes the use case "act on many orders". One bulk runs at a time, as all of them share the account's quotas. The id makes it the same
 * bulk however often it is asked for. */
export const createStartBulk = ({ workflow, place, now }: StartDependencies) => {
  /** A bulk that took the place and has no execution yet is being started, or its start died. */
  const runs = async ({ id, at }: { id: string; at: string }): Promise<boolean> => {
    const run = await workflow.describe(id);
    if (run) return run.status === 'RUNNING';
    return now().getTime() - Date.parse(at) < STARTING_MS;
  };

  const known = async (id: string, input: string): Promise<BulkAccepted | NotStarted | undefined> => {
    const run = await workflow.describe(id);
    if (!run) return undefined;
    return run.input === input ? { id } : { refusal: 'bulk-id-reused' };
  };

  /** The id of the bulk that holds the place, if it is not to be had. */
  const takePlace = async (id: string): Promise<string | undefined> => {
    const held = await place.held();
    if (held && held.id !== id && (await runs(held))) return held.id;
    if (await place.take(id, held?.id)) return undefined;
    const winner = await place.held();
    return winner?.id === id ? undefined : winner?.id;
  };

  return async (
    { id, action, items, tryFirst = true }: BulkRequest,
    requestedBy: string,
  ): Promise<BulkAccepted | NotStarted> => {
    const input = JSON.stringify({ bulkId: id, action, requestedBy, tryFirst, items } satisfies BulkInput);
    const before = await known(id, input);
    if (before) return before;
    const running = await takePlace(id);
    if (running !== undefined) return { refusal: 'bulk-running', running };
    if ((await workflow.start(id, input)) === 'started') return { id };
    return (await known(id, input)) ?? { refusal: 'bulk-id-reused' };
  };
};

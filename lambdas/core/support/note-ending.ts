import { isFresh, orderIdOf } from '../contract/execution-names.ts';
import type { ExecutionStatus } from '../contract/failure.ts';
import { TemporarilyUnavailable } from '../shared/temporarily-unavailable.ts';
import { type Ending, endsBadly } from './failure.ts';
import { type FailureIndex, keptOf } from './failure-index.ts';
import type { NamedExecution } from './ports.ts';

/** Newer than anything that can be told of an execution, whose history ends at 25,000 events. */
const FOR_GOOD = 1_000_000;

/** What EventBridge told. */
interface Told {
  status: ExecutionStatus;
  redriveCount: number;
}

/** Makes the use case "keep the index of failures" for a change of an execution. What is written is what the history says, not what the
 * event says: events come twice, late and out of order. */
export const createNoteEnding =
  (index: Pick<FailureIndex, 'open' | 'close'>) =>
  async (execution: NamedExecution, told: Told, ending: Ending | undefined): Promise<void> => {
    if (!ending) return;
    if (isFresh(execution.name)) {
      // From its start on it is the one to be dealt with.
      await index.close({ ...execution, name: orderIdOf(execution.name) }, 'replaced', FOR_GOOD);
    }
    const { status, version } = ending;
    if (endsBadly(status)) return index.open(keptOf(execution, status, ending));
    if (isBehind(told, ending)) throw new TemporarilyUnavailable('the history does not show the end yet');
    return index.close(execution, status === 'SUCCEEDED' ? 'settled' : 'running', version);
  };

/** Whether the history does not show yet what was told; a redrive since then explains it too. */
const isBehind = (told: Told, { status, redriveCount }: Ending): boolean =>
  (endsBadly(told.status) || told.status === 'SUCCEEDED') &&
  status === 'RUNNING' &&
  redriveCount !== undefined &&
  redriveCount <= told.redriveCount;

import type { BulkAccepted } from '../contract/bulk.ts';
import type { BulkWorkflow } from './bulk-ports.ts';
import type { ExecutionStop } from './ports.ts';

/** Why a bulk is not stopped. */
export type BulkStopRefusal = 'bulk-not-found' | 'execution-ended';

/** Makes the use case "stop a bulk": what was begun is finished, the rest is not begun. */
export const createStopBulk =
  (workflow: Pick<BulkWorkflow, 'describe'>, control: ExecutionStop) =>
  async (id: string, reason: string): Promise<BulkAccepted | BulkStopRefusal> => {
    const run = await workflow.describe(id);
    if (!run) return 'bulk-not-found';
    if (run.status !== 'RUNNING') return 'execution-ended';
    await control.stop(id, reason);
    return { id };
  };

import { orderIdOf } from '../contract/execution-names.ts';
import type { ExecutionStatus } from '../contract/failure.ts';
import { endsBadly, readEnding } from './failure.ts';
import type { createNoteEnding } from './note-ending.ts';
import type { createNotifyOperations } from './notify-operations.ts';
import type { ExecutionReader } from './ports.ts';

/** A change of an execution, as EventBridge tells it. */
interface Changed {
  name: string;
  status: ExecutionStatus;
  redriveCount: number;
  stateMachineArn?: string | undefined;
}

/** Makes the use case of a change that concerns failures: the index follows it, and operations hear of an end that is bad. Neither waits for
 * the other; where one fails, both are done again. */
export const createOnExecutionChanged =
  (
    executionsOf: (stateMachineArn: string | undefined) => Pick<ExecutionReader, 'machine' | 'history'>,
    noteEnding: ReturnType<typeof createNoteEnding>,
    notifyOperations: ReturnType<typeof createNotifyOperations>,
  ) =>
  async (changed: Changed): Promise<{ orderId: string; state?: string | undefined }> => {
    const executions = executionsOf(changed.stateMachineArn);
    const execution = { machine: executions.machine, name: changed.name };
    const ending = await readEnding(executions, changed.name);
    const [noted, told] = await Promise.allSettled([
      noteEnding(execution, changed, ending),
      endsBadly(changed.status)
        ? notifyOperations(execution, changed.status, ending)
        : { orderId: orderIdOf(changed.name) },
    ]);
    if (told.status === 'rejected') throw told.reason;
    if (noted.status === 'rejected') throw noted.reason;
    return told.value;
  };

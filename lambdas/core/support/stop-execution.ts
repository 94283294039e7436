import { orderIdOf } from '../contract/execution-names.ts';
import type { PerMachine } from '../contract/machine.ts';
import type { StopAccepted, StopRequest } from '../contract/support.ts';
import type { ExecutionReader, ExecutionStop } from './ports.ts';

/** What stopping needs. */
interface StopDependencies {
  executions: PerMachine<Pick<ExecutionReader, 'describe'>>;
  control: PerMachine<ExecutionStop>;
}

/** Why an execution is not stopped. */
export type StopRefusal = 'execution-not-found' | 'execution-ended';

/** Makes the use case "stop an execution": what it did so far stays, and a redrive takes it up again. */
export const createStopExecution =
  ({ executions, control }: StopDependencies) =>
  async (orderId: string, { machine, execution, reason }: StopRequest): Promise<StopAccepted | StopRefusal> => {
    if (orderIdOf(execution) !== orderId) return 'execution-not-found';
    const current = await executions[machine].describe(execution);
    if (!current) return 'execution-not-found';
    if (current.status !== 'RUNNING' && current.status !== 'PENDING_REDRIVE') return 'execution-ended';
    await control[machine].stop(execution, reason);
    return { orderId, machine, execution };
  };

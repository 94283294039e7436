import type { OrderTrace, TracedExecution } from '../../../stores/support/order-trace.ts';
import { StopWithReason } from './stop-with-reason.tsx';

interface StopButtonProps {
  trace: OrderTrace;
  execution: TracedExecution['execution'];
}

/** Stops an execution that runs. */
export const StopButton = ({ trace, execution: { machine, name, status } }: StopButtonProps) => (
  <StopWithReason
    running={status === 'RUNNING'}
    action="Stop the execution"
    title="Stop this execution?"
    done="The execution was told to stop."
    stop={(reason) => trace.stop({ machine, execution: name, reason })}
  >
    <p>
      The order stays as it is and goes no further; its customer is not told. What was done so far is kept: a redrive
      goes on from the state at which it was stopped.
    </p>
  </StopWithReason>
);

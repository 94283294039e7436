import { useState } from 'preact/hooks';
import type { OrderTrace, TracedExecution } from '../../../stores/support/order-trace.ts';
import type { ActionOutcome } from '../../action-outcome.ts';
import { sayFailure } from '../../failure-words.ts';
import { OutcomeNote } from '../../outcome-note.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

interface StopButtonProps {
  trace: OrderTrace;
  execution: TracedExecution['execution'];
}

/** Stops an execution that runs; nothing where it does not, but what came of the wish. */
export const StopButton = ({ trace, execution }: StopButtonProps) => {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<ActionOutcome>();
  const { machine, name, status } = execution;
  const stop = async (reason: string): Promise<void> => {
    setAsked(false);
    setBusy(true);
    const answer = await trace.stop({ machine, execution: name, reason });
    setBusy(false);
    setOutcome(
      answer.ok
        ? { text: 'The execution was told to stop.', bad: false }
        : { text: sayFailure(answer.failure), bad: true },
    );
  };
  return (
    <>
      {status === 'RUNNING' && (
        <div class="remedy-buttons">
          <button type="button" class="button" aria-disabled={busy} onClick={() => busy || setAsked(true)}>
            Stop the execution
          </button>
        </div>
      )}
      {outcome && <OutcomeNote outcome={outcome} />}
      {asked && (
        <ReasonDialog
          title="Stop this execution?"
          action="Stop the execution"
          reader="staff"
          onConfirm={stop}
          onCancel={() => setAsked(false)}
        >
          <p>
            The order stays as it is and goes no further; its customer is not told. What was done so far is kept: a
            redrive goes on from the state at which it was stopped.
          </p>
        </ReasonDialog>
      )}
    </>
  );
};

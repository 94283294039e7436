import { freshNameOf } from '../../../../../lambdas/core/contract/execution-names.ts';
import type { Machine } from '../../../../../lambdas/core/contract/machine.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';

interface RemedyDialogProps {
  machine: Machine | undefined;
  orderId: string;
  failedState: string | undefined;
  /** Whether a person stopped the execution. */
  stopped: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

const Stopped = () => <p>A person stopped this execution. Make sure that they know what you are about to do.</p>;

/** Before an execution is taken up again. */
export const RedriveDialog = ({ failedState, stopped, ...rest }: RemedyDialogProps) => (
  <ConfirmDialog title="Redrive this execution?" action="Redrive" onConfirm={rest.onConfirm} onCancel={rest.onCancel}>
    {stopped && <Stopped />}
    <p>
      It goes on{' '}
      {failedState === undefined ? (
        'at the state that failed'
      ) : (
        <>
          at <strong>{failedState}</strong>
        </>
      )}
      , with the same input and definition. What succeeded before is not run again.
    </p>
    <p>While the cause of the failure is still there, it will fail again.</p>
  </ConfirmDialog>
);

/** Before another execution of an order is started. */
export const FreshDialog = ({ machine, orderId, stopped, onConfirm, onCancel }: RemedyDialogProps) => (
  <ConfirmDialog
    title={machine === 'OrderCancellation' ? 'Start its cancellation afresh?' : 'Start this order afresh?'}
    action="Start afresh"
    onConfirm={onConfirm}
    onCancel={onCancel}
  >
    {stopped && <Stopped />}
    <p>
      Another execution, <strong>{freshNameOf(orderId)}</strong>, runs from the first state by the newest definition.
      This can be done once an order; it cannot be undone.
    </p>
    <p>It is meant for failures that a redrive cannot mend: the fault is in the old definition, or 14 days are over.</p>
  </ConfirmDialog>
);

/** Before the first execution of an order is started. */
export const StartDialog = ({ orderId, onConfirm, onCancel }: RemedyDialogProps) => (
  <ConfirmDialog title="Start its execution?" action="Start" onConfirm={onConfirm} onCancel={onCancel}>
    <p>
      The order is recorded and has no execution. <strong>{orderId}</strong> is started from the record. Should its
      message still be in the queue, nothing happens twice.
    </p>
  </ConfirmDialog>
);

import { useState } from 'preact/hooks';
import { isErased } from '../../../../../lambdas/core/contract/erased.ts';
import type { OrderRecord } from '../../../../../lambdas/core/contract/order.ts';
import type { OrderTrace } from '../../../stores/support/order-trace.ts';
import type { ActionOutcome } from '../../action-outcome.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { sayFailure } from '../../failure-words.ts';
import { OutcomeNote } from '../../outcome-note.tsx';
import { Timestamp } from '../../timestamp.tsx';
import { Personal } from '../personal.tsx';
import { useMayAct } from '../support-access.ts';

type DecidedRecord = Extract<OrderRecord, { processedAt: string }>;

const Sent = ({ order: { confirmationSentAt, confirmationTo, confirmationRefusedAt } }: { order: DecidedRecord }) => {
  if (confirmationSentAt === undefined && confirmationRefusedAt !== undefined) {
    return <>The address takes no mail</>;
  }
  if (confirmationSentAt === undefined) return <>Not sent yet</>;
  return (
    <>
      Sent <Timestamp timestamp={confirmationSentAt} />
      {confirmationTo !== undefined && (
        <>
          <br />
          to <Personal text={confirmationTo} />
        </>
      )}
    </>
  );
};

/** What became of the wish for another mail. */
const outcomeOf = (sentAt: string | undefined, order: DecidedRecord, following: boolean): ActionOutcome => {
  if (order.confirmationSentAt !== sentAt) return { text: 'It was sent.', bad: false };
  if (following) return { text: 'It is on its way.', bad: false };
  return { text: 'It is not sent yet. Should it stay so, look at the dead letters “Confirmations”.', bad: true };
};

/** When the confirmation was sent, and a way to send it again; for an order whose person was erased, why there is none. */
export const ConfirmationFact = ({ trace, order }: { trace: OrderTrace; order: DecidedRecord }) => {
  const mayAct = useMayAct();
  if (!mayAct) return <Sent order={order} />;
  return isErased(order) ? (
    <>
      <Sent order={order} />
      <p class="muted">It cannot be sent again: the person was erased, and nobody is left to write to.</p>
    </>
  ) : (
    <Resendable trace={trace} order={order} />
  );
};

const Resendable = ({ trace, order }: { trace: OrderTrace; order: DecidedRecord }) => {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ActionOutcome>();
  /** When the last one had been sent as another was asked for; undefined while none was. */
  const [before, setBefore] = useState<{ sentAt: string | undefined }>();
  const again = order.confirmationSentAt !== undefined;
  const resend = async (): Promise<void> => {
    setAsked(false);
    setBusy(true);
    const answer = await trace.resendConfirmation();
    setBusy(false);
    setRefused(answer.ok ? undefined : { text: sayFailure(answer.failure), bad: true });
    setBefore(answer.ok ? { sentAt: order.confirmationSentAt } : undefined);
  };
  const outcome = before ? outcomeOf(before.sentAt, order, trace.following.value) : refused;
  return (
    <>
      <Sent order={order} />
      <p class="resend">
        <button type="button" class="button small" aria-disabled={busy} onClick={() => setAsked(!busy)}>
          {again ? 'Send it again' : 'Send it'}
          <span class="visually-hidden">: the confirmation</span>
        </button>
      </p>
      {outcome && <OutcomeNote outcome={outcome} />}
      {asked && (
        <ConfirmDialog
          title={again ? 'Send the confirmation again?' : 'Send the confirmation?'}
          action="Send it"
          onConfirm={resend}
          onCancel={() => setAsked(false)}
        >
          <p>
            {again ? 'Another e-mail goes' : 'The e-mail goes'} to <strong>{order.email}</strong>.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
};

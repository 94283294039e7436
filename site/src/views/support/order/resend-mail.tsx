import { useState } from 'preact/hooks';
import type { Mail } from '../../../../../lambdas/core/contract/mail.ts';
import type { ShownOrder } from '../../../../../lambdas/core/contract/order.ts';
import type { OrderTrace } from '../../../stores/support/order-trace.ts';
import { resentOutcome } from '../../../stores/support/resent-outcome.ts';
import type { ActionOutcome } from '../../action-outcome.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { OutcomeNote } from '../../outcome-note.tsx';
import { sayFailure } from '../english.tsx';

interface ResendMailProps {
  trace: OrderTrace;
  order: ShownOrder;
  mail: Mail;
  headline: string;
}

/** Sends a mail, or sends it again, and tells what becomes of it. */
export const ResendMail = ({ trace, order, mail, headline }: ResendMailProps) => {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ActionOutcome>();
  /** How the mail stood when another one was asked for; undefined while none was. */
  const [before, setBefore] = useState<Mail>();
  const again = mail.sentAt !== undefined;
  const resend = async (): Promise<void> => {
    setAsked(false);
    setBusy(true);
    const answer = await trace.resendConfirmation(mail.occasion);
    setBusy(false);
    setRefused(answer.ok ? undefined : { text: sayFailure(answer.failure), bad: true });
    setBefore(answer.ok ? mail : undefined);
  };
  const outcome = before ? resentOutcome(before, mail, trace.following.value) : refused;
  return (
    <>
      <button type="button" class="button small" aria-disabled={busy} onClick={() => setAsked(!busy)}>
        {again ? 'Send again' : 'Send'}
        <span class="visually-hidden">: {headline}</span>
      </button>
      {outcome && <OutcomeNote outcome={outcome} />}
      {asked && (
        <ConfirmDialog
          title={again ? 'Send this mail again?' : 'Send this mail?'}
          action="Send it"
          onConfirm={resend}
          onCancel={() => setAsked(false)}
        >
          <p>
            “{headline}” goes to <strong>{order.email}</strong>
            {again && ' once more, and says that it is sent again'}.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
};

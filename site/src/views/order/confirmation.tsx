import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { Timestamp } from '../timestamp.tsx';

/** The step after the decision: when the e-mail about it was sent and to which address, or that it is still to come. */
export const Confirmation = ({ order }: { order: Extract<OrderRecord, { processedAt: string }> }) => {
  const { confirmationSentAt, confirmationTo, confirmationRefusedAt, email } = order;
  if (confirmationSentAt === undefined && confirmationRefusedAt !== undefined) {
    return (
      <li class="step done">
        <h2>No e-mail</h2>
        <p class="muted">We cannot send mail to {email}. This page tells all that it would.</p>
      </li>
    );
  }
  if (confirmationSentAt === undefined) {
    return (
      <li class="step current" aria-current="step">
        <h2>E-mail on its way</h2>
        <p class="muted">It goes to {email} and is not sent yet. You need not wait for it here.</p>
      </li>
    );
  }
  return (
    <li class="step done">
      <h2>E-mail sent</h2>
      <p class="muted">
        <Timestamp timestamp={confirmationSentAt} />, to {confirmationTo ?? email}
      </p>
    </li>
  );
};

import type { ReviewRequest } from '../../../../../lambdas/core/contract/decision.ts';
import type { DecisionOffers } from '../../../stores/support/decisions.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { Price } from '../../price.tsx';
import type { Decision } from './decision-words.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** A decision that is asked for, and the question as it stood then: another may take its place meanwhile. */
export interface AskedDecision {
  decision: Decision;
  review: DecisionOffers['review'];
}

interface DecisionDialogProps extends AskedDecision {
  onReview: (request: ReviewRequest) => void;
  onCancelOrder: (reason: string) => void;
  close: () => void;
}

/** Before a decision about an order: a yes, or the reason that its customer reads. */
export const DecisionDialog = ({ decision, review, onReview, onCancelOrder, close }: DecisionDialogProps) => {
  if (decision === 'cancel') {
    return (
      <ReasonDialog title="Cancel this order?" action="Cancel the order" onConfirm={onCancelOrder} onCancel={close}>
        <p>The whole order is cancelled, and the customer is told. This cannot be undone.</p>
      </ReasonDialog>
    );
  }
  if (!review) return null;
  const { id: questionId, totalCents, currency } = review;
  return decision === 'approve' ? (
    <ConfirmDialog
      title="Approve this order?"
      action="Approve"
      onConfirm={() => onReview({ questionId, decision })}
      onCancel={close}
    >
      <p>
        It goes on at today’s prices and stock. Should it cost more than{' '}
        <Price cents={totalCents} currency={currency} /> by then, it is reviewed again.
      </p>
    </ConfirmDialog>
  ) : (
    <ReasonDialog
      title="Reject this order?"
      action="Reject"
      onConfirm={(reason) => onReview({ questionId, decision, reason })}
      onCancel={close}
    >
      <p>Nothing is delivered, and the customer is told. This cannot be undone.</p>
    </ReasonDialog>
  );
};
